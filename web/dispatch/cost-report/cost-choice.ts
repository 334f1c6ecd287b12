import { useSearchParams } from 'react-router';
import {
  type CostFilter,
  costFilter,
  type CostGrouping,
  costGrouping,
  type CostsOnly,
} from '#server/contract/costs.ts';
import { addDays, isDate } from '../day.ts';
import { type Measure, measures } from './measures.ts';

/** What of the costs is looked at; it is all in the address, so that it can be sent. */
export interface CostChoice {
  readonly from: string;
  readonly until: string;
  readonly by: CostGrouping;
  readonly only: Readonly<CostsOnly>;
  readonly measure: Measure;
  /** Cost per parcel to stay below, in major units as typed; empty: none. */
  readonly target: string;
}

const usualDays = 30;

export function useCostChoice(today: string): [CostChoice, (change: Partial<CostChoice>) => void] {
  const [search, setSearch] = useSearchParams();
  const text = (name: Exclude<keyof CostChoice, 'only'>) => search.get(name) ?? '';
  const until = isDate(text('until')) ? text('until') : today;
  const choice: CostChoice = {
    until,
    from: isDate(text('from')) ? text('from') : addDays(until, 1 - usualDays),
    by: costGrouping.options.find((each) => each === text('by')) ?? 'day',
    only: namesIn(Object.fromEntries(search)),
    measure: measures.find((each) => each === text('measure')) ?? 'per_parcel',
    target: Number(text('target')) > 0 ? text('target') : '',
  };
  const change = (changed: Partial<CostChoice>): void =>
    setSearch(
      () => {
        const { only, ...texts } = { ...choice, ...changed };
        const kept = Object.entries(texts).filter(([, value]) => value !== '');
        return new URLSearchParams([...kept, ...Object.entries(namesIn(only))]);
      },
      { replace: true },
    );
  return [choice, change];
}

/** Those that are looked at alone, and nothing else. */
function namesIn(all: Readonly<Partial<Record<CostFilter, string | undefined>>>): CostsOnly {
  return Object.fromEntries(
    costFilter.options.flatMap((of) => (all[of] === undefined ? [] : [[of, all[of]] as const])),
  );
}

/** As it is asked of the server. */
export function costQuery({ from, until, by, only }: CostChoice) {
  return { from, until, by, ...only };
}
