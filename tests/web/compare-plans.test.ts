import { expect, it } from 'vitest';
import { placesOfTrip } from '#server/domain/desk/places-of-trip.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import { comparePlans } from '#web/dispatch/scenarios/compare-plans.ts';
import { randomDay } from '../support/desk-day.ts';

const { day, plan } = randomDay(1, 9, 2);

/** Its legs are lines from row to row of the tables; the way back of run 2 is not known yet. */
function planned(arrangement: DeskPlan) {
  const runs = arrangement.runs.map((run) => ({
    trips: run.trips.map((_, trip) => {
      const places = placesOfTrip(run, trip, day);
      return {
        legs: places.slice(1).map((to, leg) => ({
          geometry: {
            coordinates:
              run.run === 2 && to === 0
                ? []
                : [
                    [places[leg], 0],
                    [to, 0],
                  ],
          },
        })),
      };
    }),
  }));
  const stops = plan.stops.map(({ stop }) => ({ stop, lat: 1, lon: 2, pickup: [10], delivery: [5] }));
  // Only what is compared is there.
  return { day, shown: { arrangement, document: { runs } }, wire: { stops } } as unknown as Parameters<
    typeof comparePlans
  >[0];
}

const after = (edit: Edit) => comparePlans(planned(plan), planned(applyEdit(plan, edit)));

it('marks the legs that only one of two plans has, and the stops that change their run', () => {
  // Run 1 is s0000 s0002 s0004 s0006 s0008 (rows 1 3 5 7 9), run 2 s0001 s0003 s0005 s0007 (rows 2 4 6 8).
  const { moved, overlay } = after({
    type: 'move',
    stops: ['s0002'],
    to: { run: 2, trip: 0, position: 4 },
  });
  expect(moved).toEqual([{ stop: 's0002', from: 1, to: 2 }]);
  const legs = (kind: string) =>
    overlay.compared.features
      .filter(({ properties }) => properties?.['kind'] === kind)
      .map(({ geometry }) =>
        geometry.type === 'LineString' ? geometry.coordinates.map(([row]) => row).join('-') : '',
      );
  expect(legs('first')).toEqual(['1-3', '3-5']);
  expect(legs('second')).toEqual(['1-5', '8-3']);
  expect(legs('both')).toEqual(['0-1', '5-7', '7-9', '9-0', '0-2', '2-4', '4-6', '6-8']);
  expect(overlay.moved.features).toMatchObject([
    { geometry: { coordinates: [2, 1] }, properties: { words: '1 → 2', kg: 15 } },
  ]);
  expect(overlay.runs.features).toEqual([]);
});

it('marks a stop that is in no run, and nothing where plans are the same', () => {
  const out = after({ type: 'unassign', stops: ['s0001'] });
  expect(out.overlay.moved.features[0]?.properties?.['words']).toBe('2 → –');
  const same = comparePlans(planned(plan), planned(plan));
  expect(same.moved).toEqual([]);
  expect(new Set(same.overlay.compared.features.map(({ properties }) => properties?.['kind']))).toEqual(
    new Set(['both']),
  );
});
