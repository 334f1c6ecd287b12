import { afterAll, describe, expect, it } from 'vitest';
import type { HubSettings, Product } from '#server/contract/hub.ts';
import { scheduleDeskPlan } from '#server/domain/desk/plan-figures.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { sampleDriver, today } from '../../store/samples.ts';
import { checkPlan } from '../../support/check-plan.ts';
import { dayOfTwelve, deskWorld, fourTrucks, record } from './desk-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const hours = (start: string, end: string) => ({ start, end });
const everyDay = (...windows: { start: string; end: string }[]) => Array.from({ length: 7 }, () => windows);
const settings: Partial<HubSettings> = {
  receiving: everyDay(hours('09:30', '12:00'), hours('13:30', '17:30')),
  docks: 1,
  unloading_minutes: 20,
};
const products: Product[] = [
  {
    id: 'plums',
    name: 'Mận',
    names: {},
    picture: 'crate',
    kg_per_crate: 20,
    kg_per_parcel: 5,
    freshness_hours: 9,
  },
];
const twoTrucks = (change: Parameters<typeof fourTrucks>[0] = {}) =>
  fourTrucks({ most_trips: 3, ...change }).slice(0, 2);

describe('plans of a hub with receiving hours, docks and several trips', () => {
  it('keep to all of it, and the desk has the same plan', async () => {
    const vehicles = twoTrucks({ break: { minutes: 30, from: '11:00', until: '14:00' }, most_hours: 12 });
    const requests = dayOfTwelve();
    const { store, service, plan } = await world({ vehicles, requests });
    const { document } = (await store.plans.get('hub-1', today))!;
    expect(checkPlan(document, requests, vehicles, { settings: settings as HubSettings, products })).toEqual(
      [],
    );
    expect(Math.max(...document.runs.map((run) => run.trips.length))).toBeGreaterThan(1);
    expect(document.runs.every((run) => run.breaks?.length === 1)).toBe(true);

    const { arrangement, day } = await service();
    const schedules = scheduleDeskPlan(arrangement, day);
    expect([...schedules.values()].map(({ violations }) => violations)).toEqual(document.runs.map(() => []));
    expect([...schedules.values()].map(({ cost }) => cost.total)).toEqual(
      document.runs.map((run) => run.cost.total),
    );
    expect((await plan()).outcome).toBe('planned');
  });

  it('tell what an edit breaks: trips, receiving hours, freshness and the limits of a run', async () => {
    const vehicles = twoTrucks({ most_trips: 2, most_stops: 4 });
    const { store, desk, on, service } = await world({ vehicles });
    const { arrangement, edit_version: version } = await service();
    const [first] = arrangement.runs;
    const all = arrangement.stops.map(({ stop }) => stop);
    const edits: Edit = {
      type: 'several',
      edits: [
        { type: 'move', stops: all, to: { run: first!.run, trip: 0, position: 0 } },
        { type: 'add_return', at: { run: first!.run, trip: 0, position: 4 } },
        { type: 'add_return', at: { run: first!.run, trip: 1, position: 4 } },
        { type: 'change_start', run: first!.run, start: 11 * 3600 },
      ],
    };
    await desk.edit(on(version), edits);
    const { document } = (await store.plans.get('hub-1', today))!;
    const run = document.runs.find(({ vehicle }) => vehicle === first!.vehicle)!;
    expect(run.trips.length).toBe(3);
    const kinds = new Set(run.violations.map(({ kind }) => kind));
    for (const kind of ['most_trips', 'most_stops', 'receiving', 'latest_at_hub'] as const) {
      expect(kinds, kind).toContain(kind);
    }
    expect(run.seconds.unloading).toBe(2 * 20 * 60);
    const out = ({ start }: { start: string }, { end }: { end: string }) =>
      (Date.parse(end) - Date.parse(start)) / 1000;
    const seconds = document.runs.map(({ trips }) => out(trips[0]!, trips.at(-1)!));
    expect(document.totals.seconds).toBe(seconds.reduce((sum, each) => sum + each, 0));
    const after = await service();
    await desk.undo(on(after.edit_version));
    expect((await service()).arrangement).toEqual(arrangement);
  });

  it('are planned on with their trips, and what is proposed keeps to the hub’s rules', async () => {
    const { desk, store, service, ended, on } = await world({ vehicles: twoTrucks() });
    const before = await service();
    const stops = before.arrangement.runs.flatMap(({ trips }) => trips.flat().map(({ stop }) => stop));
    await desk.edit(on(before.edit_version), { type: 'unassign', stops: stops.slice(0, 6) });
    const { edit_version: version } = await service();
    const scope = { date: today, scenario: null, edit_version: version, runs: null, stops: null };
    const { solve } = await desk.planRest(
      'hub-1',
      { ...scope, may_open_runs: true, stay_cost: 0, seconds: 1 },
      'user-1',
    );
    expect(await ended(solve)).toMatchObject({ outcome: 'proposed' });
    const proposal = await desk.getProposal('hub-1', solve);
    expect(proposal.after.unserved).toBe(0);
    await desk.edit(on(version), proposal.edit);
    const { arrangement, day } = await service();
    const schedules = scheduleDeskPlan(arrangement, day);
    expect([...schedules.values()].flatMap(({ violations }) => violations)).toEqual([]);
    expect(arrangement.runs.some(({ trips }) => trips.length > 1)).toBe(true);
    expect((await store.plans.get('hub-1', today))?.document.unassigned).toEqual([]);
  });
});

describe('the day’s drivers', () => {
  it('leave a vehicle at home whose driver is off, and give it their hours where they work', async () => {
    const off = sampleDriver({ days: [{ date: today, hours: null }] });
    const other = sampleDriver({ name: 'Mẩy', usual_vehicle: 'v2' });
    const { store, service, desk } = await world({
      vehicles: fourTrucks(),
      drivers: [off, other],
      settings: {},
    });
    const { document } = (await store.plans.get('hub-1', today))!;
    expect(document.runs.map(({ vehicle }) => vehicle)).not.toContain('L-1');
    const { vehicles } = await desk.get(record);
    const told = vehicles.map(({ vehicle, driver, out }) => ({ vehicle, driver, out }));
    expect(told).toEqual([
      { vehicle: 'L-1', driver: null, out: 'no_driver' },
      { vehicle: 'L-2', driver: 'Mẩy', out: null },
      { vehicle: 'L-3', driver: null, out: null },
      { vehicle: 'L-4', driver: null, out: null },
    ]);
    const { day } = await service();
    expect(day.vehicles.get('L-2')?.shift).toEqual({ start: 7 * 3600, end: 16 * 3600 });
    expect(day.vehicles.get('L-1')?.isAvailable).toBe(false);
  });

  it('and changes of vehicles show on a plan that was made before', async () => {
    const { store, desk, setNow } = await world({ vehicles: fourTrucks(), settings: {} });
    const changed = async () =>
      (await desk.get(record)).vehicles.filter((each) => each.has_changed).map(({ vehicle }) => vehicle);
    expect(await changed()).toEqual([]);
    setNow('2026-03-02T01:00:00Z');
    await store.fleet.update('hub-1', 'v3', { own: { capacity_kg: 1 } });
    await store.fleet.update('hub-1', 'v4', { is_available: false });
    expect(await changed()).toEqual(['L-3']);
  });
});

/** A planned day of twelve requests, with what the desk computes with. */
async function world(options: Parameters<typeof deskWorld>[1]) {
  const made = await deskWorld(solver, { settings, products, ...options });
  const service = async () => {
    const { wire, day } = await made.browserDay();
    return { ...wire, day };
  };
  return { ...made, service };
}
