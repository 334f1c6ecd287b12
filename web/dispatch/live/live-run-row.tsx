import { productsApart } from '#server/domain/drive/products-apart.ts';
import type { ItemState, StopState } from '#server/domain/drive/run-state.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import type { RunLook } from '#web/shared/map/palette.ts';
import { Icon } from '#web/shared/ui/icon.tsx';
import { RunMark } from '../run-mark.tsx';
import type { RunningRun } from './use-running.ts';
import { useProductName } from '../use-product-name.ts';

interface LiveRunRowProps {
  readonly running: RunningRun;
  /** Ms since 1970. */
  readonly now: number;
  readonly look: RunLook;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  /** Absent: not allowed. */
  readonly onHandOver?: () => void;
}

/** A run as it goes; opened, stop by stop beside its plan. */
export function LiveRunRow({ running, now, look, isOpen, onOpen, onClose, onHandOver }: LiveRunRowProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { number, run, driver, phone, state, live } = running;
  const isUnderWay = state.stage === 'out' || state.stage === 'at_hub';
  const isAhead = ({ status, isTakenOut }: StopState) => status === 'ahead' && !isTakenOut;
  const canHandOver = state.stage !== 'back' && run.trips.length > 0 && state.stops.some(isAhead);
  return (
    <li className="live-run">
      <button type="button" className="list-row" aria-expanded={isOpen} onClick={isOpen ? onClose : onOpen}>
        <span className="row-line">
          <RunMark number={number} look={look} />
          <strong className="grow">
            {run.vehicle} <span className="soft">{driver ?? ''}</span>
          </strong>
          <Behind running={running} />
        </span>
        <span className="row-line soft">
          <span className="grow">{useStageWords(running)}</span>
          <span>{t('live.done', { done: live.done, all: live.stops })}</span>
        </span>
        <span className="row-line small">
          <span className="grow">
            {(live.done > 0 || live.collected.kg > 0) &&
              t('live.collected', { kg: f.kg(live.collected.kg), booked: f.kg(live.booked.kg) })}
          </span>
          {isUnderWay && state.position && (
            <span className="soft">
              {t('live.position', { time: f.duration(Math.max(60, (now - state.position.time) / 1000)) })}
            </span>
          )}
        </span>
      </button>
      {isOpen && (
        <div className="live-detail stack-small">
          <table className="table live-stops">
            <thead>
              <tr>
                <th scope="col">{t('live.stop')}</th>
                <th scope="col" className="number">
                  {t('live.planned')}
                </th>
                <th scope="col" className="number">
                  {t('live.real')}
                </th>
                <th scope="col" className="number">
                  {t('live.kg')}
                </th>
              </tr>
            </thead>
            <tbody>
              {state.stops.map((stop) => (
                <StopRow key={stop.key} stop={stop} expected={live.expected.get(stop.key)?.arrival ?? null} />
              ))}
              {state.unplanned.map((pickup) => (
                <tr key={pickup.pickup}>
                  <th scope="row">
                    {pickup.place || pickup.grower} <span className="badge">{t('live.unplanned')}</span>
                  </th>
                  <td className="number">–</td>
                  <td className="number">{f.time(new Date(pickup.time).toISOString())}</td>
                  <td className="number">{f.kg(pickup.kg)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className="row-wrap">
            {phone && (
              <a className="button" href={`tel:${phone}`}>
                {t('live.call', { phone })}
              </a>
            )}
            {onHandOver && canHandOver && (
              <button type="button" className="button" onClick={onHandOver}>
                {t('live.hand-over')}
              </button>
            )}
          </div>
        </div>
      )}
    </li>
  );
}

function Behind({ running }: { readonly running: RunningRun }) {
  const { t } = useI18n();
  const f = useFormat();
  const { behindSeconds, alerts } = running.live;
  if (behindSeconds === null || Math.abs(behindSeconds) < 60) {
    return behindSeconds === null ? null : <span className="soft">{t('live.on-time')}</span>;
  }
  const isLate = alerts.some(({ kind }) => kind === 'behind');
  const words = t(behindSeconds > 0 ? 'live.late' : 'live.early', {
    time: f.duration(Math.abs(behindSeconds)),
  });
  if (!isLate) return <span className="soft">{words}</span>;
  return (
    <span className="badge look">
      <Icon name="warning" />
      {words}
    </span>
  );
}

/** What the run is about, and what is expected next. */
function useStageWords({ state, live, run }: RunningRun): string {
  const { t } = useI18n();
  const f = useFormat();
  const time = (ms: number) => f.time(new Date(ms).toISOString());
  if (run.trips.length === 0) return t('live.withdrawn');
  if (state.answer?.kind === 'declined') return t('live.declined', { reason: state.answer.reason });
  if (state.stage === 'back') return t('live.back', { time: time(live.backAt.at(-1) ?? 0) });
  if (state.stage === 'before') {
    const start = time(run.trips[0]!.start * 1000); // it has trips
    return t(state.answer ? 'live.accepted' : 'live.waiting', { time: start });
  }
  const arrival = live.next && live.expected.get(live.next.key)?.arrival;
  if (live.next?.status === 'here') return t('live.here', { place: live.next.place });
  if (live.next && arrival) return t('live.next', { place: live.next.place, time: time(arrival) });
  return t('live.to-hub', { time: time(live.backAt[state.trip] ?? 0) });
}

interface StopRowProps {
  readonly stop: StopState;
  /** Ms since 1970; null: it is done. */
  readonly expected: number | null;
}

function StopRow({ stop, expected }: StopRowProps) {
  const { t } = useI18n();
  const productOf = useProductName();
  const f = useFormat();
  const time = (ms: number) => f.time(new Date(ms).toISOString());
  const handled = stop.items.map(({ outcome }) => (outcome?.kind === 'missed' ? null : outcome?.time));
  const came = stop.arrived ?? Math.min(...handled.map((time) => time ?? Infinity));
  const taken = stop.items.reduce((sum, { outcome }) => sum + (outcome?.taken.kg ?? 0), 0);
  const booked = stop.items.reduce((sum, item) => sum + item.booked.kg, 0);
  const isMissed = stop.status === 'done' && stop.items.every(({ outcome }) => outcome?.kind === 'missed');
  const rivals = stop.items.filter((item) => item.rivals.length > 0).length;
  return (
    <tr className={stop.status === 'ahead' ? '' : 'is-done'}>
      <th scope="row">
        {stop.status === 'done' && <Icon name={isMissed ? 'close' : 'check'} />}
        {stop.place || '–'}
        {isMissed && <span className="badge look">{missedWords(stop.items, t)}</span>}
        {stop.isTakenOut && <span className="badge">{t('live.taken-out')}</span>}
        {rivals > 0 && <span className="badge look">{t('live.two-words')}</span>}
      </th>
      <td className="number">{stop.isTakenOut ? '–' : time(stop.planned.arrival * 1000)}</td>
      <td className="number">
        {Number.isFinite(came) && time(came)}
        {!Number.isFinite(came) && expected !== null && <span className="soft">~{time(expected)}</span>}
      </td>
      <td className="number">
        {stop.status === 'ahead' ? (
          <span className="soft">{f.kg(booked)}</span>
        ) : (
          t('live.of', { kg: f.kg(taken), booked: f.kg(booked) })
        )}
        {productsApart(stop.items).map(({ product, kg }) => (
          <span key={product} className="soft small live-product">
            {productOf(product)} {f.kg(kg)}
          </span>
        ))}
      </td>
    </tr>
  );
}

function missedWords(items: readonly ItemState[], t: ReturnType<typeof useI18n>['t']): string {
  const reason = items.flatMap(({ outcome }) => (outcome?.kind === 'missed' ? [outcome.reason] : []))[0];
  return t(`live.missed-${reason ?? 'other'}`);
}
