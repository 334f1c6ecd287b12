import type { Request } from '#server/contract/request.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { BookingFacts } from '../bookings/booking-facts.tsx';
import { CarriedNote } from '../carry/carried-note.tsx';
import type { Day } from '../day.ts';
import { FixButtons, looseStopOf } from '../desk/unassigned.tsx';
import type { Desk } from '../desk/use-desk.ts';
import { useHubContext } from '../hub-context.ts';
import { RunMark } from '../run-mark.tsx';
import type { Selection } from '../selection.ts';
import { RequestShareFacts } from '../shares/request-share.tsx';
import { RequestText } from './request-text.tsx';
import { useCancelRequest } from './use-cancel-request.ts';
import { useProductName } from '../use-product-name.ts';

interface RequestDetailsProps {
  readonly request: Request;
  readonly day: Day;
  readonly date: string;
  readonly selection: Selection;
  readonly desk: Desk | null;
}

export function RequestDetails({ request, day, date, selection, desk }: RequestDetailsProps) {
  const { t, problems } = useI18n();
  const f = useFormat();
  const productOf = useProductName();
  const { hub, canEdit } = useHubContext();
  const { cancel, restore, isPending } = useCancelRequest(hub.id, date);
  const visits = day.visitsOf.get(request.id) ?? [];
  const why = day.unassigned.find((each) => each.request.id === request.id)?.why;
  const loose = desk ? looseStopOf(desk, request.id) : undefined;
  const isCancelled = request.state === 'cancelled';
  const derived = (count: number, isDerived: boolean): string =>
    isDerived ? t('request.derived', { count }) : f.number(count);
  return (
    <>
      <h2>{request.place}</h2>
      <p className="soft">
        {[t(`kind.${request.kind}`), productOf(request.product), request.cooperative]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <CarriedNote request={request} />
      <BookingFacts request={request} />
      {why && (
        <div className="notice look">
          <Icon name="warning" />
          <div className="stack-small">
            <strong>{problems[why.code]?.title ?? why.reason}</strong>
            {why.left && <span>{t('request.left', { kg: f.kg(why.left.kg) })}</span>}
            <span>{problems[why.code]?.action}</span>
          </div>
        </div>
      )}
      {desk && loose !== undefined && <FixButtons desk={desk} date={date} stop={loose} most={3} />}
      {visits.map(({ run, stop }) => (
        <p key={stop.id}>
          <button
            type="button"
            className="button quiet back"
            onClick={() => selection.selectStop(run.run.vehicle, stop.id)}
          >
            <RunMark number={run.number} look={run.look} />
            {t('request.in-run', { vehicle: run.run.vehicle, time: f.time(stop.stop.arrival) })}
          </button>
        </p>
      ))}
      <dl className="facts">
        <dt>{t('request.state')}</dt>
        <dd>{t(`state.${request.state}`)}</dd>
        <dt>{t('figure.weight')}</dt>
        <dd>{f.kg(request.kg)}</dd>
        <dt>{t('load.crates')}</dt>
        <dd>{derived(request.crates, request.crates_derived)}</dd>
        <dt>{t('load.parcels')}</dt>
        <dd>{derived(request.parcels, request.parcels_derived)}</dd>
        <dt>{t('request.window')}</dt>
        <dd>
          {f.time(request.ready_from)}–{f.time(request.ready_until)}
        </dd>
        {request.harvested_at && (
          <>
            <dt>{t('request.harvested')}</dt>
            <dd>{f.moment(request.harvested_at)}</dd>
          </>
        )}
        {request.service_minutes > 0 && (
          <>
            <dt>{t('request.service')}</dt>
            <dd>{f.duration(request.service_minutes * 60)}</dd>
          </>
        )}
        <dt>{t('request.largest')}</dt>
        <dd>{t(`class.${request.largest_vehicle}`)}</dd>
        {request.priority > 0 && (
          <>
            <dt>{t('request.priority')}</dt>
            <dd>{f.number(request.priority)}</dd>
          </>
        )}
        <dt>{t('request.reference')}</dt>
        <dd>{request.reference}</dd>
        <dt>{t('request.position')}</dt>
        <dd>
          {request.lat.toFixed(5)}, {request.lon.toFixed(5)}
        </dd>
      </dl>
      <RequestText request={request.id} />
      {desk && <RequestShareFacts desk={desk} request={request.id} date={request.date} />}
      {canEdit && request.state !== 'missed' && (
        <div>
          {isCancelled ? (
            <button type="button" className="button" disabled={isPending} onClick={() => restore(request)}>
              {t('request.restore')}
            </button>
          ) : (
            <button
              type="button"
              className="button danger"
              disabled={isPending}
              onClick={() => cancel(request)}
            >
              {t('request.cancel')}
            </button>
          )}
        </div>
      )}
    </>
  );
}
