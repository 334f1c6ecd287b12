import { describe, expect, it } from 'vitest';
import type { PlanDocument } from '#server/contract/plan.ts';
import { anyFacets, dayOf, filterRequests, isDate, type RequestFacets } from '#web/dispatch/day.ts';
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

describe('requests chosen by', () => {
  const plan = samplePlan();
  const late = { kind: 'time_window', amount: 600, dimension: 'seconds', requests: ['tea'] } as const;
  const [run] = plan.runs;
  const day = dayOf({ ...plan, runs: [{ ...run!, violations: [{ ...late, requests: ['tea'] }] }] }, [
    aRequest({
      id: 'tea',
      reference: 'tea',
      product: 'tea',
      cooperative: 'Sìn Hồ',
      largest_vehicle: 'motorbike',
      ready_from: '2026-03-02T06:00:00+07:00',
      ready_until: '2026-03-02T08:00:00+07:00',
    }),
    aRequest({
      id: 'oranges',
      reference: 'oranges',
      product: 'oranges',
      cooperative: null,
      largest_vehicle: 'heavy',
      ready_from: '2026-03-02T07:30:00+07:00',
      ready_until: '2026-03-02T11:00:00+07:00',
    }),
  ]);
  it.each([
    [{ product: 'oranges' }, ['oranges']],
    [{ cooperative: 'Sìn Hồ' }, ['tea']],
    [{ access: 'motorbike' }, ['tea']],
    [{ readyAt: '2026-03-02T00:15:00Z' }, ['tea']],
    [{ readyAt: '2026-03-02T00:45:00Z' }, ['tea', 'oranges']],
    [{ readyAt: '2026-03-02T02:00:00Z' }, ['oranges']],
    [{ isLate: true }, ['tea']],
    [{ isLate: true, product: 'oranges' }, []],
  ] satisfies [Partial<RequestFacets>, string[]][])('%j', (facets, expected) => {
    const found = filterRequests(day, '', 'all', { ...anyFacets, ...facets });
    expect(found.map(({ id }) => id)).toEqual(expected);
  });
});

it('knows a day that the calendar has', () => {
  expect(['2026-02-28', '2026-02-31', '2026-2-3', 'today'].filter(isDate)).toEqual(['2026-02-28']);
});

it('finds requests by what the reader calls their product', () => {
  const day = dayOf(samplePlan(), [
    aRequest({ id: 'r1', product: 'Oranges' }),
    aRequest({ id: 'r2', product: 'Tea leaf' }),
  ]);
  const productOf = (product: string) => (product === 'Oranges' ? 'Cam' : product);
  const found = (text: string) => filterRequests(day, text, 'all', anyFacets, productOf).map(({ id }) => id);
  expect([found('cam'), found('oranges')]).toEqual([['r1'], ['r1']]);
});
