import type { PlanRun } from '#server/contract/plan.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import type { DayRun } from '../day.ts';
import type { Selection } from '../selection.ts';
import { StopRow } from './stop-row.tsx';

/** A run's stops by its trips, with what the vehicle does at the hub between them, and its breaks. */
export function RunStops({ day, selection }: { day: DayRun; selection: Selection }) {
  const { t } = useI18n();
  const { run, stops } = day;
  const ofRun = stops.map(({ id }) => id);
  return (
    <ol className="stops" aria-label={t('run.stops-of', { vehicle: run.vehicle })}>
      {run.trips.map((trip, index) => {
        const ofTrip = stops.filter((stop) => stop.trip === index);
        const breaks = run.breaks?.filter((each) => each.trip === index) ?? [];
        return [
          run.trips.length > 1 && <TripRow key={`trip ${trip.start}`} run={run} trip={index} />,
          ...ofTrip.flatMap((stop, position) => [
            ...breaks.filter((each) => each.position === position).map(toBreak),
            <StopRow key={stop.id} vehicle={run.vehicle} stop={stop} ofRun={ofRun} selection={selection} />,
          ]),
          ...breaks.filter((each) => each.position === trip.stops.length).map(toBreak),
          trip.arrival !== undefined && <HubWaitRow key={`wait ${trip.arrival}`} trip={trip} />,
        ];
      })}
    </ol>
  );
}

type PlanBreak = NonNullable<PlanRun['breaks']>[number];

const toBreak = (rest: PlanBreak) => <BreakRow key={`break ${rest.start}`} rest={rest} />;

function TripRow({ run, trip }: { run: PlanRun; trip: number }) {
  const { t } = useI18n();
  const f = useFormat();
  const { start, end } = run.trips[trip]!; // one of the run's
  const before = run.trips[trip - 1];
  const unloadingSeconds = before ? (Date.parse(start) - Date.parse(before.end)) / 1_000 : 0;
  return (
    <li className="trip-row small">
      <strong>{t('run.trip', { number: trip + 1 })}</strong>
      <span className="grow">
        {f.time(start)}–{f.time(end)}
      </span>
      {unloadingSeconds > 0 && (
        <span className="soft">{t('run.unloads', { time: f.duration(unloadingSeconds) })}</span>
      )}
    </li>
  );
}

function BreakRow({ rest: { start, end } }: { rest: PlanBreak }) {
  const { t } = useI18n();
  const f = useFormat();
  return (
    <li className="trip-row small soft">
      <span className="grow">{t('run.break')}</span>
      <span>
        {f.time(start)}–{f.time(end)}
      </span>
    </li>
  );
}

function HubWaitRow({ trip: { arrival = '', end } }: { trip: PlanRun['trips'][number] }) {
  const { t } = useI18n();
  const f = useFormat();
  const seconds = (Date.parse(end) - Date.parse(arrival)) / 1_000;
  return (
    <li className="trip-row small soft">
      <span className="grow">{t('run.waits-at-hub', { time: f.duration(seconds) })}</span>
      <span>
        {f.time(arrival)}–{f.time(end)}
      </span>
    </li>
  );
}
