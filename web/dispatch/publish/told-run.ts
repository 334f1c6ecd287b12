import type { PublishedRun } from '#server/contract/publication.ts';
import type { Request } from '#server/contract/request.ts';
import type { ToldRun } from '#server/domain/publish/run-changes.ts';
import { type DayRun, dayRun, requestsByName } from '../day.ts';

/** A run as it was published, joined with its requests as they were. */
export function publishedDayRun({ number, frozen: { run, driver, requests } }: PublishedRun): DayRun {
  const known = requests.map((request): Request => ({ ...request, state: 'published' }));
  return { ...dayRun(run, number - 1, requestsByName(known), null, undefined), driver };
}

/** What a driver is told by a run. */
export function toldRun({ run, driver, stops }: DayRun): ToldRun {
  const told = stops.map(({ stop, requests }) => ({
    key: requests
      .map(({ id, kg, crates, parcels }) => `${id} ${kg} ${crates} ${parcels}`)
      .sort()
      .join('|'),
    place: stop.place,
    arrival: secondsOf(stop.arrival),
  }));
  return {
    vehicle: run.vehicle,
    driver,
    start: secondsOf(run.trips[0]?.start),
    end: secondsOf(run.trips.at(-1)?.end),
    trips: run.trips.map((_, trip) => told.filter((_stop, index) => stops[index]?.trip === trip)),
  };
}

const secondsOf = (instant: string | undefined): number => Date.parse(instant ?? '') / 1_000;
