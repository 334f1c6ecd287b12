import { describe, expect, it } from 'vitest';
import type { PlanDocument } from '#server/contract/plan.ts';
import { dayOf } from '#web/dispatch/day.ts';
import { samplePlan } from '../store/samples.ts';
import { aRequest } from '../services/planning/support.ts';

/** r1 in two runs, and 20 kg of it in none. */
function splitPlan(): PlanDocument {
  const plan = samplePlan();
  const [run] = plan.runs;
  const stop = run!.trips[0]!.stops[0]!;
  const part = (kg: number) => ({
    ...stop,
    requests: ['r1'],
    parts: [{ request: 'r1', load: { kg, crates: kg / 20, parcels: kg / 5 } }],
  });
  const runs = [60, 40].map((kg, index) => ({
    ...run!,
    vehicle: `L-${index + 1}`,
    trips: [{ ...run!.trips[0]!, stops: [part(kg)] }],
  }));
  const left = { kg: 20, crates: 1, parcels: 4 };
  return {
    ...plan,
    runs,
    unassigned: [{ request: 'r1', code: 'NOT_ENOUGH_VEHICLES', reason: '', left }],
  };
}

describe('a day with a request that is split', () => {
  const day = dayOf(splitPlan(), [aRequest({ id: 'r1', kg: 120, crates: 6 }), aRequest({ id: 'r2' })]);

  it('shows at each stop the load of the part that is handled there', () => {
    expect(day.runs.map(({ stops }) => stops[0]?.kg)).toEqual([60, 40]);
    expect(day.runs[0]?.stops[0]?.requests[0]).toMatchObject({ id: 'r1', kg: 60, crates: 3, parcels: 12 });
  });

  it('knows all visits to it, and what is left', () => {
    expect(day.visitsOf.get('r1')?.map(({ run }) => run.run.vehicle)).toEqual(['L-1', 'L-2']);
    expect(day.unassigned).toMatchObject([{ request: { id: 'r1', kg: 120 }, why: { left: { kg: 20 } } }]);
    expect(day.unplanned.map(({ id }) => id)).toEqual(['r2']);
  });
});
