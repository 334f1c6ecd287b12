import type { CostGroup, CostGrouping } from '#server/contract/costs.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { useProductName } from '../use-product-name.ts';

/** What a group is called in the reader's language. */
export function useGroupName(by: CostGrouping): (group: CostGroup) => string {
  const { t } = useI18n();
  const f = useFormat();
  const productOf = useProductName();
  return ({ date, run, name }) => {
    if (by === 'run') {
      return t('costs.run-of', { day: f.dayShort(date ?? ''), run: run ?? 0, vehicle: name ?? '' });
    }
    if (by === 'season') return t('costs.season-of', { day: f.day(date ?? '') });
    if (by === 'week') return t('costs.week-of', { day: f.dayShort(date ?? '') });
    if (date !== null) return f.day(date);
    if (name === null) return t('costs.of-none');
    return by === 'product' ? productOf(name) : name;
  };
}
