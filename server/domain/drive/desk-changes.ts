import { changesOfRun, type RunChanges } from '../publish/run-changes.ts';
import type { DrivenRun } from './driven-run.ts';
import { keyOfItem } from './driven-run.ts';

/** What the desk changed in a run between two of its revisions; null: nothing that a driver would notice. */
export function deskChanges(seen: DrivenRun, latest: DrivenRun): RunChanges | null {
  return changesOfRun(toldRun(seen), toldRun(latest));
}

const toldRun = ({ vehicle, driver, trips }: DrivenRun) => ({
  vehicle,
  driver,
  start: trips[0]?.start ?? 0,
  end: trips.at(-1)?.end ?? 0,
  trips: trips.map(({ stops }) =>
    stops.map(({ items, place, arrival }) => ({
      key: items
        .map((item) => `${keyOfItem(item)} ${item.booked.kg} ${item.booked.crates} ${item.booked.parcels}`)
        .sort()
        .join('|'),
      place,
      arrival,
    })),
  ),
});
