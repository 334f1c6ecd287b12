import type { CostGroup, CostGrouping } from '#server/contract/costs.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';

/** What a group is called in the reader's language. */
export function useGroupName(by: CostGrouping): (group: CostGroup) => string {
  const { t } = useI18n();
  const f = useFormat();
  return ({ date, run, name }) => {
    if (by === 'run') {
      return t('costs.run-of', { day: f.dayShort(date ?? ''), run: run ?? 0, vehicle: name ?? '' });
    }
    if (by === 'season') return t('costs.season-of', { day: f.day(date ?? '') });
    if (by === 'week') return t('costs.week-of', { day: f.dayShort(date ?? '') });
    return date === null ? (name ?? t('costs.of-none')) : f.day(date);
  };
}
