import { useEffect, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Arrival, ReceivingDay } from '#server/contract/receiving.ts';
import { useHubLive } from '#web/shared/api/hub-live.tsx';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useMedia } from '#web/shared/ui/use-media.ts';
import { addDays } from '../day.ts';
import { useHubContext } from '../hub-context.ts';
import { HubMenu } from '../hub-menu.tsx';
import { ArrivalCard } from './arrival-card.tsx';
import { ArrivalPanel } from './arrival-panel.tsx';
import { QueueNotices } from './queue-notices.tsx';
import { receivingPath } from './receiving-path.ts';
import { type Receiving, useReceiving } from './use-receiving.ts';
import { keyOf } from './weighed-line.ts';
import './receiving.css';

/** What comes to the hub on a day, and the scale that it goes over: a tablet beside it, or a phone. */
export function ReceivingPage() {
  const { t } = useI18n();
  const { date = '' } = useParams();
  const { hub } = useHubContext();
  const receiving = useReceiving(hub.id, date);
  const { day, error, isLoading } = receiving;
  useEffect(() => {
    if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
    // Without one the page works as long as it is open.
    navigator.serviceWorker
      .register('/hubs/receiving-worker.js', { scope: receivingPath(hub.id, '') })
      .catch(() => undefined);
  }, [hub.id]);
  return (
    <div className="page-receiving stack">
      <title>{`${t('receiving.title')} · ${hub.name} · Hubward`}</title>
      <ReceivingHead date={date} readAt={receiving.readAt} />
      <main className="stack">
        <QueueNotices receiving={receiving} />
        {isLoading && <div className="loading">{t('state.loading')}</div>}
        {error && !day && <ProblemPanel error={error} onRetry={receiving.onRetry} />}
        {day?.is_settled && (
          <p className="notice">
            <Icon name="lock" />
            {t('receiving.settled')}
          </p>
        )}
        {day && day.arrivals.length === 0 && (
          <div className="empty">
            <h2>{t('receiving.none')}</h2>
            <p>{t('receiving.none-action')}</p>
          </div>
        )}
        {day && day.arrivals.length > 0 && <Arrivals day={day} receiving={receiving} />}
      </main>
    </div>
  );
}

interface ReceivingHeadProps {
  readonly date: string;
  /** Ms since 1970; 0: never. */
  readonly readAt: number;
}

function ReceivingHead({ date, readAt }: ReceivingHeadProps) {
  const { t } = useI18n();
  const { hub, canEdit } = useHubContext();
  const [search] = useSearchParams();
  const isPhone = useMedia('(width < 56rem)');
  const isInside = isPhone && search.has('trip');
  return (
    <header className="receiving-head">
      {isInside ? (
        <Link className="button quiet receiving-back" to={receivingPath(hub.id, date)}>
          <Icon name="previous" />
          {t('receiving.all')}
        </Link>
      ) : (
        <>
          {canEdit && (
            <Link className="button quiet" to={`/hubs/${encodeURIComponent(hub.id)}/day/${date}`}>
              <Icon name="previous" />
              {t('receiving.to-desk')}
            </Link>
          )}
          <h1 className="grow">{t('receiving.title')}</h1>
        </>
      )}
      {!isInside && <DayNav date={date} />}
      <WithoutLink date={date} readAt={readAt} />
      <HubMenu date={date} />
    </header>
  );
}

/** That there is no connection, and how old what is shown is by that. */
function WithoutLink({ date, readAt }: ReceivingHeadProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { link } = useHubLive();
  const [openedAt] = useState(() => Date.now());
  // A network that neither answers nor fails is still connecting to what was read before.
  if (link === 'live' || (link === 'connecting' && (readAt === 0 || readAt >= openedAt))) return null;
  const read = new Date(readAt).toISOString();
  const time = f.dayOf(read) === date ? f.time(read) : f.moment(read);
  return (
    <span className="badge look">
      {readAt === 0 ? t('receiving.no-link') : t('receiving.no-link-since', { time })}
    </span>
  );
}

function DayNav({ date }: { readonly date: string }) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  return (
    <nav className="row" aria-label={t('day.choose')}>
      <Link
        className="button quiet icon"
        aria-label={t('day.before')}
        to={receivingPath(hub.id, addDays(date, -1))}
      >
        <Icon name="previous" />
      </Link>
      <span>{f.dayShort(date)}</span>
      <Link
        className="button quiet icon"
        aria-label={t('day.after')}
        to={receivingPath(hub.id, addDays(date, 1))}
      >
        <Icon name="next" />
      </Link>
    </nav>
  );
}

interface ArrivalsProps {
  readonly day: ReceivingDay;
  readonly receiving: Receiving;
}

/** The trips beside the one that is weighed in; on a phone one or the other. */
function Arrivals({ day, receiving }: ArrivalsProps) {
  const { t } = useI18n();
  const [search] = useSearchParams();
  const isPhone = useMedia('(width < 56rem)');
  const wanted = search.get('trip');
  const chosen = day.arrivals.find((arrival) => keyOf(arrival) === wanted) ?? null;
  const list = (
    <ul className="arrivals" aria-label={t('receiving.arrivals')}>
      {byTime(day.arrivals).map((arrival) => (
        <li key={keyOf(arrival)}>
          <ArrivalCard day={day} arrival={arrival} isChosen={arrival === chosen} />
        </li>
      ))}
    </ul>
  );
  const panel = chosen && (
    <ArrivalPanel key={keyOf(chosen)} day={day} arrival={chosen} receiving={receiving} />
  );
  if (isPhone) return panel ?? list;
  return (
    <div className="receiving-columns">
      {list}
      {panel ?? (
        <div className="empty">
          <h2>{t('receiving.choose')}</h2>
        </div>
      )}
    </div>
  );
}

/** Those that are next first: as they are expected, or came. */
function byTime(arrivals: readonly Arrival[]): Arrival[] {
  const timeOf = ({ arrived_at, expected_at, planned_at }: Arrival) =>
    Date.parse(arrived_at ?? expected_at ?? planned_at);
  return arrivals.toSorted((a, b) => timeOf(a) - timeOf(b));
}
