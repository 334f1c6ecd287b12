import { Fragment } from 'react';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import type { DayRun, DayStop } from '../day.ts';
import { StopPriceFacts } from '../desk/stop-price.tsx';
import type { Desk } from '../desk/use-desk.ts';
import { RunMark } from '../run-mark.tsx';
import type { Selection } from '../selection.ts';
import { useViolationWords } from './violation-words.ts';
import { useProductName } from '../use-product-name.ts';

interface StopDetailsProps {
  readonly run: DayRun;
  readonly stop: DayStop;
  readonly selection: Selection;
  readonly desk: Desk | null;
}

export function StopDetails({ run, stop: day, selection, desk }: StopDetailsProps) {
  const { id, number, stop, requests } = day;
  const { t } = useI18n();
  const f = useFormat();
  const productOf = useProductName();
  const say = useViolationWords();
  const loads = (['pickup', 'delivery'] as const).map((kind) => ({
    kind,
    kg: requests.reduce((sum, request) => sum + (request.kind === kind ? request.kg : 0), 0),
  }));
  const { kg: capacityKg } = run.run.capacity;
  const seconds = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1_000;
  const waitSeconds = seconds(stop.arrival, stop.start);
  return (
    <>
      <h2>{stop.place}</h2>
      <p>
        <button
          type="button"
          className="button quiet back"
          onClick={() => selection.selectRun(run.run.vehicle)}
        >
          <RunMark number={run.number} look={run.look} />
          {t('stop.of-run', { number, count: run.stops.length, vehicle: run.run.vehicle })}
        </button>
      </p>
      {run.run.violations
        .filter((each) => each.requests.some((request) => requests.some((here) => here.id === request)))
        .map((violation) => (
          <div className="notice wrong" key={`${violation.kind} ${violation.dimension}`}>
            <Icon name="warning" />
            {say(violation, run)}
          </div>
        ))}
      <dl className="facts">
        <dt>{t('stop.arrival')}</dt>
        <dd>{f.time(stop.arrival)}</dd>
        {waitSeconds >= 60 && (
          <>
            <dt>{t('time.waiting')}</dt>
            <dd>{f.duration(waitSeconds)}</dd>
          </>
        )}
        <dt>{t('stop.start')}</dt>
        <dd>{f.time(stop.start)}</dd>
        <dt>{t('stop.departure')}</dt>
        <dd>{f.time(stop.departure)}</dd>
        {loads.map(
          ({ kind, kg }) =>
            kg > 0 && (
              <Fragment key={kind}>
                <dt>{t(kind === 'pickup' ? 'stop.here' : 'stop.unloaded')}</dt>
                <dd>{f.kg(kg)}</dd>
              </Fragment>
            ),
        )}
        <dt>{t('stop.on-board')}</dt>
        <dd>{t('stop.of-capacity', { load: f.kg(stop.load_after.kg), capacity: f.kg(capacityKg) })}</dd>
      </dl>
      {desk && <StopPriceFacts desk={desk} stop={id} />}
      <h3>{t('stop.requests', { count: requests.length })}</h3>
      <ul className="rows boxed">
        {requests.map((request) => (
          <li key={request.id}>
            <button type="button" className="list-row" onClick={() => selection.selectRequest(request.id)}>
              <span className="row-line">
                <span className="grow">
                  {[t(`kind.${request.kind}`), productOf(request.product), request.cooperative]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                <span>{f.kg(request.kg)}</span>
              </span>
              <span className="soft small">
                {f.time(request.ready_from)}–{f.time(request.ready_until)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
