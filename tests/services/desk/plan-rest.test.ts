import { afterAll, describe, expect, it } from 'vitest';
import type { RestScope } from '#server/contract/desk.ts';
import { scheduleDeskPlan } from '#server/domain/desk/plan-figures.ts';
import { unassignedStops, type DeskPlan } from '#server/domain/edits/desk-plan.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { morning, sampleRequest, today } from '../../store/samples.ts';
import { dayOfTwelve, deskWorld, fourTrucks, record } from './desk-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const scope = (editVersion: number, change: Partial<RestScope> = {}): RestScope => ({
  date: today,
  scenario: null,
  edit_version: editVersion,
  runs: null,
  stops: null,
  may_open_runs: true,
  stay_cost: 0,
  seconds: 1,
  ...change,
});
const stopsOf = ({ runs }: DeskPlan, index: number) => runs[index]!.trips.flat().map(({ stop }) => stop);

/** A desk whose first two runs were stirred by hand. */
async function stirred() {
  const world = await deskWorld(solver);
  const { desk, on } = world;
  const { arrangement, edit_version: version } = await desk.get(record);
  const [a, b] = arrangement.runs;
  const { edit_version: next } = await desk.edit(on(version), {
    type: 'several',
    edits: [
      { type: 'reverse', run: a!.run, trip: null },
      {
        type: 'swap_tails',
        from: [
          { run: a!.run, trip: 0, position: 1 },
          { run: b!.run, trip: 0, position: 1 },
        ],
      },
    ],
  });
  const rest = async (change: Partial<RestScope> = {}, from = next) => {
    const { solve } = await desk.planRest('hub-1', scope(from, change), 'user-1');
    const end = await world.ended(solve);
    expect(end).toMatchObject({ outcome: 'proposed', plan: null });
    return desk.getProposal('hub-1', solve);
  };
  return { ...world, before: (await desk.get(record)).arrangement, version: next, rest };
}

describe('planning the rest', () => {
  it('proposes, changes nothing by itself, and is accepted as one step', async () => {
    const { desk, on, before, version, rest } = await stirred();
    const proposal = await rest();
    expect(proposal.after.cost).toBeLessThan(proposal.before.cost);
    expect(proposal.edit_version).toBe(version);
    expect((await desk.get(record)).arrangement).toEqual(before);

    const { step } = await desk.edit(on(version), proposal.edit);
    expect(step?.cost_change).toBe(proposal.after.cost - proposal.before.cost);
    const { arrangement: after } = await desk.get(record);
    const runOf = (plan: DeskPlan, stop: string) =>
      plan.runs.find(({ trips }) => trips.some((trip) => trip.some((each) => each.stop === stop)))?.run ??
      null;
    for (const { stop, from, to } of proposal.moved) {
      expect([runOf(before, stop), runOf(after, stop)]).toEqual([from, to]);
    }
    await desk.undo(on(step!.edit_version));
    expect((await desk.get(record)).arrangement).toEqual(before);
  });

  it('is known as that, and of which plan, where it is interrupted', async () => {
    const { desk, solves, plans, setNow } = await deskWorld(solver);
    setNow(new Date(Date.parse(morning) + 60_000).toISOString());
    const made = await desk.addScenario('hub-1', today, { name: 'Before', from: null, by: null });
    const change = { scenario: made.id, seconds: 600 };
    const { solve } = await desk.planRest('hub-1', scope(made.edit_version, change), null);
    await solves.close();
    expect((await plans.get('hub-1', today)).interrupted).toEqual({
      solve,
      rest: { scenario: made.id },
    });
  });

  it('leaves locked runs and what is pinned where they are', async () => {
    const { desk, on, before, version, rest } = await stirred();
    const [a, b] = before.runs;
    const pinned = stopsOf(before, 1);
    const { edit_version: next } = await desk.edit(on(version), {
      type: 'several',
      edits: [
        { type: 'lock', runs: [a!.run] },
        { type: 'pin', stops: [pinned[1]!], pin: 'position' },
        { type: 'pin', stops: [pinned.at(-1)!], pin: 'run' },
      ],
    });
    const proposal = await rest({}, next);
    await desk.edit(on(next), proposal.edit);
    const { arrangement: after } = await desk.get(record);
    expect(stopsOf(after, 0)).toEqual(stopsOf(before, 0));
    const changed = after.runs.find(({ run }) => run === b!.run)!.trips.flat();
    // What stands before a stop that is pinned to its position stays too.
    expect(changed.slice(0, 2).map(({ stop }) => stop)).toEqual(pinned.slice(0, 2));
    expect(changed[1]!.pin).toBe('position');
    expect(changed).toContainEqual({ stop: pinned.at(-1), pin: 'run' });
  });

  it('keeps to the runs chosen', async () => {
    const { desk, on, before, version, rest } = await stirred();
    const only = before.runs[0]!.run;
    const scopeOfOne = { runs: [only], may_open_runs: false };
    const asStirred = await rest(scopeOfOne);
    const { edit_version: next } = await desk.edit(on(version), {
      type: 'move',
      stops: [stopsOf(before, 0)[0]!],
      to: { run: only, trip: 0, position: 2 },
    });
    const proposals = [asStirred, await rest(scopeOfOne, next)];
    for (const { edit, moved } of proposals) {
      expect(moved).toEqual([]);
      expect(edit.type).toBe('replace');
    }
    // Of two orders of its stops one at least is not the best.
    const replaced = proposals.flatMap(({ edit }) => (edit.type === 'replace' ? edit.runs : []));
    expect(new Set(replaced.map(({ run }) => run))).toEqual(new Set([only]));
  });

  it('puts a late request in without moving any other stop to another run', async () => {
    const { store, rest } = await stirred();
    await store.requests.addAll('hub-1', [sampleRequest({ id: 'late', kg: 50 })]);
    const { moved, before, after } = await rest({ stops: ['late'], stay_cost: null });
    expect(before.unserved).toBe(1);
    expect(after.unserved).toBe(0);
    expect(moved).toEqual([{ stop: 'late', from: null, to: expect.any(Number) }]);
  });

  it('holds what is pinned in a run that breaks a rule, and mends it where nothing is', async () => {
    const { desk, on, before, version, rest } = await stirred();
    const [a] = before.runs;
    const taken = stopsOf(before, 1).slice(0, 2);
    // Six stops of over 200 kg in a truck of 900.
    const { edit_version: full } = await desk.edit(on(version), {
      type: 'move',
      stops: taken,
      to: { run: a!.run, trip: 0, position: 0 },
    });
    const mended = await rest({}, full);
    expect(mended.before.violations).toBe(1);
    expect(mended.after.violations).toBe(0);
    const held = await rest({ stay_cost: null }, full);
    expect(held).toMatchObject({ moved: [], after: { violations: 1, unserved: 0 } });
    const stops = stopsOf((await desk.get(record)).arrangement, 0);
    const { edit_version: pinned } = await desk.edit(on(full), { type: 'pin', stops, pin: 'run' });
    const rested = await rest({}, pinned);
    expect(rested.moved.filter(({ from }) => from === a!.run)).toEqual([]);
  });

  it('moves fewer stops the more it costs to move one', async () => {
    const { rest } = await stirred();
    const free = await rest({ stay_cost: 0 });
    const dear = await rest({ stay_cost: 10_000_000 });
    expect(free.moved.length).toBeGreaterThan(dear.moved.length);
    expect(dear.moved).toEqual([]);
  });

  it('is refused on a plan that has moved on, where nothing is left to plan, and beside another solve', async () => {
    const { desk, before, version } = await stirred();
    await expect(desk.planRest('hub-1', scope(version - 1), null)).rejects.toMatchObject({
      code: 'EDIT_CONFLICT',
    });
    const nothing = scope(version, { runs: [], stops: [] });
    await expect(desk.planRest('hub-1', nothing, null)).rejects.toMatchObject({ code: 'NOTHING_TO_PLAN' });
    await desk.planRest('hub-1', scope(version, { runs: [before.runs[0]!.run] }), null);
    await expect(desk.planRest('hub-1', scope(version), null)).rejects.toMatchObject({
      code: 'SOLVE_RUNNING',
    });
    await expect(desk.getProposal('hub-1', 'no solve')).rejects.toMatchObject({ code: 'PROPOSAL_UNKNOWN' });
  });
});

describe('why a stop is in no run, and what would mend it', () => {
  it('comes with edits that put it where the fix says', async () => {
    // Three of the four trucks have been put out of use, and what is left is not enough.
    const { desk, on } = await deskWorld(solver, {
      requests: dayOfTwelve(),
      vehicles: fourTrucks().map((vehicle, index) => ({ ...vehicle, is_available: index < 2 })),
    });
    const { arrangement, edit_version: version } = await desk.get(record);
    const unassigned = await desk.listUnassigned(record);
    expect(unassigned.map(({ stop }) => stop).sort()).toEqual(unassignedStops(arrangement));
    expect(unassigned.length).toBeGreaterThan(0);
    const fixes = unassigned.flatMap(({ stop, fixes }) => fixes.map((fix) => ({ stop, fix })));
    const capacity = fixes.find(({ fix }) => fix.kind === 'capacity')!;
    await desk.edit(on(version), capacity.fix.edit!);
    const after = await desk.get(record);
    const run = after.arrangement.runs.find(({ vehicle }) => vehicle === capacity.fix.vehicle)!;
    expect(run.trips.flat().map(({ stop }) => stop)).toContain(capacity.stop);
    expect(after.undo?.cost_change).toBe(capacity.fix.cost);
    // One more truck is not the desk’s to buy.
    expect(fixes.filter(({ fix }) => fix.kind === 'vehicle').every(({ fix }) => fix.edit === null)).toBe(
      true,
    );
  });

  it('shows the rule that gave way as broken', async () => {
    const { desk, on, browserDay } = await deskWorld(solver, {
      vehicles: fourTrucks().map((vehicle, index) => ({ ...vehicle, is_available: index < 2 })),
    });
    const [first] = await desk.listUnassigned(record);
    const fix = first!.fixes.find(({ kind }) => kind === 'capacity')!;
    const { edit_version: version } = await desk.get(record);
    await desk.edit(on(version), fix.edit!);
    const { wire, day } = await browserDay();
    const violations = [...scheduleDeskPlan(wire.arrangement, day).values()].flatMap((run) => run.violations);
    expect(violations).toMatchObject([{ kind: 'capacity', unit: fix.unit, amount: fix.amount }]);
  });

  it('puts a stop that was taken out back where there is room', async () => {
    const { desk, on } = await deskWorld(solver);
    const { arrangement, edit_version: version } = await desk.get(record);
    const stop = stopsOf(arrangement, 0)[0]!;
    const { edit_version: next } = await desk.edit(on(version), { type: 'unassign', stops: [stop] });
    const [why] = await desk.listUnassigned(record);
    expect(why).toMatchObject({ stop, code: 'NOT_YET_PLACED' });
    expect(why!.fixes[0]).toMatchObject({ kind: 'insert', amount: 0, edit: { type: 'move', stops: [stop] } });
    await desk.edit(on(next), why!.fixes[0]!.edit!);
    expect(unassignedStops((await desk.get(record)).arrangement)).toEqual([]);
  });

  it('is that no vehicle is in use that day, or that all that are have runs that are locked', async () => {
    const { store, desk, on } = await deskWorld(solver);
    const { arrangement, edit_version: version } = await desk.get(record);
    const run = arrangement.runs[0]!;
    const out = stopsOf(arrangement, 1)[0]!;
    const { edit_version: next } = await desk.edit(on(version), { type: 'unassign', stops: [out] });
    const fleet = await store.fleet.list('hub-1');
    for (const { id } of fleet) await store.fleet.update('hub-1', id, { is_available: false });
    expect(await desk.listUnassigned(record)).toMatchObject([{ stop: out, code: 'NO_VEHICLES', fixes: [] }]);
    // Two trips: the planner cannot be told to leave one of them as it is, so the run is not put to it.
    const { id } = fleet.find(({ name }) => name === run.vehicle)!;
    await store.fleet.update('hub-1', id, { is_available: true });
    await desk.edit(on(next), { type: 'add_return', at: { run: run.run, trip: 0, position: 1 } });
    await desk.edit(on(next + 1), { type: 'lock', runs: [run.run] });
    expect(await desk.listUnassigned(record)).toMatchObject([{ stop: out, code: 'RUNS_LOCKED', fixes: [] }]);
  });

  it('tells how many stops one more vehicle would serve together, and opens its run', async () => {
    const { desk, on, browserDay } = await deskWorld(solver);
    const { arrangement, edit_version: version } = await desk.get(record);
    const stops = stopsOf(arrangement, 0);
    const { edit_version: next } = await desk.edit(on(version), { type: 'unassign', stops });
    const [more] = await desk.listMoreVehicles(record);
    expect(more).toMatchObject({ type: '1.25 t', stops: expect.any(Array) });
    expect(more!.stops.toSorted()).toEqual(stops.toSorted());
    const { step } = await desk.edit(on(next), more!.edit!);
    expect(step?.cost_change).toBe(more!.cost);
    const { wire, day } = await browserDay();
    const schedules = scheduleDeskPlan(wire.arrangement, day);
    expect([...schedules.values()].flatMap(({ violations }) => violations)).toEqual([]);
    expect(await desk.listMoreVehicles(record)).toEqual([]);
  });

  it('can only tell what one more vehicle would serve where each of its type has a run', async () => {
    const { desk } = await deskWorld(solver, {
      vehicles: fourTrucks().map((vehicle, index) => ({ ...vehicle, is_available: index < 2 })),
    });
    const [more] = await desk.listMoreVehicles(record);
    expect(more).toMatchObject({ edit: null });
    expect(more!.stops.length).toBeGreaterThan(1);
  });
});
