import type { Arrival } from '#server/contract/receiving.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';

/** When a trip came, is expected, or is planned to come, whichever is known best. */
export function ArrivalTime({ arrival }: { readonly arrival: Arrival }) {
  const { t } = useI18n();
  const f = useFormat();
  const { arrived_at: arrived, expected_at: expected, planned_at: planned } = arrival;
  if (arrived) return <span>{t('receiving.came', { time: f.time(arrived) })}</span>;
  if (expected) {
    return <span>{t('receiving.expected', { time: f.time(expected), planned: f.time(planned) })}</span>;
  }
  return <span>{t('receiving.planned', { time: f.time(planned) })}</span>;
}
