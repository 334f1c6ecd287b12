import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useIsPhone } from '#web/shared/ui/use-media.ts';
import { RunStops } from '../board/run-stops.tsx';
import type { DayRun } from '../day.ts';
import { useHubContext } from '../hub-context.ts';
import { LoadBars } from '../load-bars.tsx';
import { RunHandOut } from '../publish/hand-out.tsx';
import { PublishNote } from '../publish/publish-mark.tsx';
import { RunMark } from '../run-mark.tsx';
import type { Desk } from '../desk/use-desk.ts';
import type { Selection } from '../selection.ts';
import { RunShares } from '../shares/run-shares.tsx';
import { useViolationWords } from './violation-words.ts';

/** What the hours of a run are spent on. */
const timeParts = ['driving', 'waiting', 'service', 'unloading', 'breaks'] as const;

interface RunDetailsProps {
  readonly day: DayRun;
  readonly date: string;
  readonly editVersion: number;
  readonly selection: Selection;
  /** They are those of the plan of record. */
  readonly hasDirections: boolean;
  readonly desk: Desk | null;
}

export function RunDetails({ day, date, editVersion, selection, hasDirections, desk }: RunDetailsProps) {
  const { t } = useI18n();
  const f = useFormat();
  const isPhone = useIsPhone();
  const say = useViolationWords();
  const { run, number, look, seconds, driver, out } = day;
  const { cost, carried } = run;
  const first = run.trips[0];
  const last = run.trips.at(-1);
  return (
    <>
      <h2 className="row">
        <RunMark number={number} look={look} />
        <span className="grow">{run.vehicle}</span>
      </h2>
      <p className="soft">
        {run.type} · {t(`class.${run.profile}`)}
      </p>
      <PublishNote day={day} />
      {day.hasChanged && (
        <div className="notice look">
          <Icon name="history" />
          {t('run.vehicle-changed')}
        </div>
      )}
      {run.violations.map((violation) => (
        <div
          className="notice wrong"
          key={`${violation.kind} ${violation.dimension} ${violation.requests.join(' ')}`}
        >
          <Icon name="warning" />
          {say(violation, day)}
        </div>
      ))}
      <LoadBars run={run} />
      <dl className="facts">
        {(driver !== null || out === 'no_driver') && (
          <>
            <dt>{t('role.driver')}</dt>
            <dd>{driver ?? t('vehicle.no-driver')}</dd>
          </>
        )}
        {run.trips.length > 1 && (
          <>
            <dt>{t('run.trips')}</dt>
            <dd>{f.number(run.trips.length)}</dd>
          </>
        )}
        {first && last && (
          <>
            <dt>{t('run.out')}</dt>
            <dd>
              {f.time(first.start)}–{f.time(last.end)}
            </dd>
          </>
        )}
        <dt>{t('figure.hours')}</dt>
        <dd>{f.duration(seconds)}</dd>
        {timeParts.map(
          (part) =>
            (run.seconds[part] ?? 0) > 0 && (
              <Fragment key={part}>
                <dt className="part">{t(`time.${part}`)}</dt>
                <dd>{f.duration(run.seconds[part] ?? 0)}</dd>
              </Fragment>
            ),
        )}
        <dt>{t('figure.distance')}</dt>
        <dd>{f.distance(run.metres)}</dd>
        <dt>{t('figure.weight')}</dt>
        <dd>{f.kg(carried.kg)}</dd>
        <dt>{t('figure.cost')}</dt>
        <dd>
          <strong>{f.money(cost.total)}</strong>
        </dd>
        <dt className="part">{t('cost.fixed')}</dt>
        <dd>{f.money(cost.fixed)}</dd>
        <dt className="part">{t('cost.distance')}</dt>
        <dd>{f.money(cost.distance)}</dd>
        <dt className="part">{t('cost.time')}</dt>
        <dd>{f.money(cost.time)}</dd>
        {cost.other !== 0 && (
          <>
            <dt className="part">{t('cost.other')}</dt>
            <dd>{f.money(cost.other)}</dd>
          </>
        )}
        <dt>{t('figure.per-parcel')}</dt>
        <dd>{carried.parcels > 0 ? f.moneyExact(cost.total / carried.parcels) : '–'}</dd>
        <dt>{t('figure.per-kg')}</dt>
        <dd>{carried.kg > 0 ? f.moneyExact(cost.total / carried.kg) : '–'}</dd>
      </dl>
      {desk && <RunShares desk={desk} day={day} selection={selection} />}
      {isPhone && <RunStops day={day} selection={selection} />}
      <RunHandOut date={date} run={number} />
      {hasDirections && (
        <Directions key={run.vehicle} vehicle={run.vehicle} date={date} editVersion={editVersion} />
      )}
    </>
  );
}

interface DirectionsProps {
  readonly vehicle: string;
  readonly date: string;
  readonly editVersion: number;
}

/** Turn by turn, fetched when asked for. */
function Directions({ vehicle, date, editVersion }: DirectionsProps) {
  const { t } = useI18n();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="stack" aria-label={t('directions.title')}>
      <div>
        <button type="button" className="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name={isOpen ? 'down' : 'next'} />
          {isOpen ? t('directions.hide') : t('directions.show')}
        </button>
      </div>
      {isOpen && <DirectionsList vehicle={vehicle} date={date} editVersion={editVersion} />}
    </section>
  );
}

function DirectionsList({ vehicle, date, editVersion }: DirectionsProps) {
  const { t, locale } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  const legs = useQuery(queries.directions(hub.id, date, vehicle, editVersion, locale));
  if (legs.error) return <ProblemPanel error={legs.error} onRetry={() => void legs.refetch()} />;
  if (!legs.data) return <div className="loading">{t('state.loading')}</div>;
  return (
    <ol className="stack">
      {legs.data.map((leg, index) => (
        // Legs have no identity but their place in the run.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index} className="stack-small">
          <h3>{t('directions.to', { place: leg.to })}</h3>
          {leg.seconds > 0 && (
            <p className="soft small">
              {f.distance(leg.metres)} · {f.duration(leg.seconds)}
            </p>
          )}
          <ol className="steps">
            {leg.steps.map((step, stepIndex) => (
              // oxlint-disable-next-line react/no-array-index-key
              <li key={stepIndex}>
                <span className="grow">{step.text}</span>
                <span className="soft number">{step.metres > 0 && f.distance(step.metres)}</span>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}
