import { useCallback } from 'react';
import type { PlanRun } from '#server/contract/plan.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import type { DayRun } from '../day.ts';

type Violation = PlanRun['violations'][number];

/** A broken rule with how much and where, in the words of the page. */
export function useViolationWords(): (violation: Violation, run: DayRun) => string {
  const { t } = useI18n();
  const f = useFormat();
  return useCallback(
    ({ kind, amount, dimension, requests }, { stops }) => {
      const places = stops.filter((stop) => stop.requests.some(({ id }) => requests.includes(id)));
      const much =
        dimension === 'seconds'
          ? f.duration(amount)
          : dimension === 'metres'
            ? f.distance(amount)
            : dimension === 'kg'
              ? f.kg(amount)
              : dimension === 'visits'
                ? null
                : `${f.number(amount)} ${t(`load.${dimension}`)}`;
      return [t(`violation.${kind}`), much, places.map(({ stop }) => stop.place).join(', ')]
        .filter(Boolean)
        .join(' · ');
    },
    [t, f],
  );
}
