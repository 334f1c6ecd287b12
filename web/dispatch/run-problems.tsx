import type { PlanRun } from '#server/contract/plan.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';

/** How many rules a run breaks; nothing where it breaks none. */
export function RunProblems({ run: { violations } }: { readonly run: PlanRun }) {
  const { t } = useI18n();
  if (violations.length === 0) return null;
  return (
    <span className="badge wrong">
      <Icon name="warning" />
      {t('run.violations', { count: violations.length })}
    </span>
  );
}
