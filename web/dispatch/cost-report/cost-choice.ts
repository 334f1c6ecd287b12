import { useSearchParams } from 'react-router';
import { type CostFilter, costFilter, type CostGrouping, costGrouping } from '#server/contract/costs.ts';
import { addDays, isDate } from '../day.ts';
import { type Measure, measures } from './measures.ts';

/** What of the costs is looked at; it is all in the address, so that it can be sent. */
export interface CostChoice {
  readonly from: string;
  readonly until: string;
  readonly by: CostGrouping;
  /** Empty: of all; else of `only` alone. */
  readonly of: CostFilter | '';
  /** A name; empty: those of none. */
  readonly only: string;
  readonly measure: Measure;
  /** Cost per parcel to stay below, in major units as typed; empty: none. */
  readonly target: string;
}

const usualDays = 30;

export function useCostChoice(today: string): [CostChoice, (change: Partial<CostChoice>) => void] {
  const [search, setSearch] = useSearchParams();
  const text = (name: keyof CostChoice) => search.get(name) ?? '';
  const until = isDate(text('until')) ? text('until') : today;
  const choice: CostChoice = {
    until,
    from: isDate(text('from')) ? text('from') : addDays(until, 1 - usualDays),
    by: costGrouping.options.find((each) => each === text('by')) ?? 'day',
    of: costFilter.options.find((each) => each === text('of')) ?? '',
    only: text('only'),
    measure: measures.find((each) => each === text('measure')) ?? 'per_parcel',
    target: Number(text('target')) > 0 ? text('target') : '',
  };
  const change = (changed: Partial<CostChoice>): void =>
    setSearch(
      () => {
        const kept = Object.entries({ ...choice, ...changed }).filter(([, value]) => value !== '');
        return new URLSearchParams(kept);
      },
      { replace: true },
    );
  return [choice, change];
}

/** As it is asked of the server. */
export function costQuery({ from, until, by, of, only }: CostChoice) {
  return { from, until, by, ...(of !== '' && { of, only }) };
}
