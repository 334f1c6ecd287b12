import { useMemo } from 'react';
import type { PlanDocument } from '#server/contract/plan.ts';
import type { Request } from '#server/contract/request.ts';
import { useDesk, type Desk, type DeskState } from '../desk/use-desk.ts';
import { recordName, type Selection } from '../selection.ts';
import { comparePlans, type PlanComparison } from './compare-plans.ts';

/** Two plans beside each other; `found` is null until both are here. */
export interface Comparing {
  readonly first: DeskState;
  readonly second: Desk | null;
  readonly found: PlanComparison | null;
}

/** The plan that the one on the desk is compared with, followed like that one; null where none is. */
export function useComparison(
  date: string,
  selection: Selection,
  second: Desk | null,
  stored: PlanDocument | null,
  requests: readonly Request[],
): Comparing | null {
  const { comparedWith } = selection;
  const scenario = comparedWith === recordName ? null : comparedWith;
  const first = useDesk(date, scenario, comparedWith === null ? null : stored, requests, null);
  const found = useMemo(
    () => (first.desk && second ? comparePlans(first.desk, second) : null),
    [first.desk, second],
  );
  return comparedWith === null ? null : { first, second, found };
}
