import { useQuery } from '@tanstack/react-query';
import { queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { useHubContext } from '../hub-context.ts';
import type { Asking } from './use-asked-first.ts';

interface PlanAgainProps {
  readonly asking: Asking;
  readonly date: string;
}

/** What drivers have of the day, before it is planned anew. */
export function PlanAgainDialog({ asking, date }: PlanAgainProps) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const { data } = useQuery(queries.publication(hub.id, date));
  const told = data?.runs ?? [];
  return (
    <Dialog title={t('plan.again-title')} onClose={asking.drop} isNarrow>
      <div className="stack">
        <p>
          {t('plan.again-published', {
            count: told.length,
            runs: told.map(({ number, frozen }) => `${number} (${frozen.run.vehicle})`).join(', '),
            revision: data?.revision ?? 0,
          })}
        </p>
        <p>{t('plan.again-kept')}</p>
        <div className="dialog-actions">
          <button type="button" className="button" onClick={asking.drop}>
            {t('action.cancel')}
          </button>
          <button type="button" className="button primary" onClick={asking.agree}>
            {t('plan.again')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
