import { Link } from 'react-router';
import { canComeBack, type Request } from '#server/contract/request.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { useHubContext } from '../hub-context.ts';
import { useCarryOver } from './use-carry-over.ts';

/** Where a request came from, or went; one that went on can be brought back. */
export function CarriedNote({ request }: { request: Request }) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub, canEdit } = useHubContext();
  const { bringBack, isPending } = useCarryOver(request.date);
  const { carried } = request;
  if (!carried) return null;
  const other = carried.to ?? carried.first_date;
  return (
    <div className="notice">
      <div className="stack-small">
        <Link to={`/hubs/${encodeURIComponent(hub.id)}/day/${other}?tab=requests`}>
          {carried.rest
            ? t('carry.rest-to', { day: f.day(other), load: f.kg(carried.rest.kg) })
            : t(carried.to === null ? 'carry.from' : 'carry.to', { day: f.day(other) })}
        </Link>
        {canComeBack(request) && canEdit && (
          <div>
            <button
              type="button"
              className="button"
              disabled={isPending}
              onClick={() => bringBack([request.id])}
            >
              {t('carry.back')}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}
