import { afterAll, describe, expect, it } from 'vitest';
import { figuresOfPlan, scheduleDeskPlan } from '#server/domain/desk/plan-figures.ts';
import { scheduleDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import { unassignedStops, type DeskPlan } from '#server/domain/edits/desk-plan.ts';
import { newRunNumber } from '#server/domain/edits/number-runs.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { PlanDocument } from '#server/contract/plan.ts';
import { drawEdit } from '../../domain/edits/random-edit.ts';
import { sampleRequest, today } from '../../store/samples.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { dayOfTwelve, deskWorld, fourTrucks, record } from './desk-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const stopsOf = ({ runs }: DeskPlan, index: number) => runs[index]!.trips.flat().map(({ stop }) => stop);

describe('the desk of a plan that was just made', () => {
  it('costs to the last unit what the plan’s paths cost, in the browser too', async () => {
    const { store, desk, browserDay } = await deskWorld(solver);
    const made = (await store.plans.get('hub-1', today))!;
    const { wire, day } = await browserDay();
    expect(wire.edit_version).toBe(made.editVersion);
    const schedules = scheduleDeskPlan(wire.arrangement, day);
    expect([...schedules.values()].map(({ cost }) => cost)).toEqual(
      made.document.runs.map(({ cost }) => cost),
    );
    const figures = figuresOfPlan(wire.arrangement, day, schedules);
    expect(figures).toMatchObject({ cost: made.document.totals.cost, unserved: 0, violations: 0 });
    const { lateSeconds, ...rest } = figures;
    expect((await desk.listScenarios('hub-1', today)).record).toEqual({ ...rest, late_seconds: lateSeconds });
  });

  it('costs the same where the way to a place took another second in another run', async () => {
    let asked = 0;
    // Of a load that takes two vehicles the way to its place is in two runs.
    const large = sampleRequest({
      id: 'large',
      kg: 1_500,
      crates: 60,
      parcels: 300,
      lat: 22.4,
      ready_from: '2026-03-01T23:00:00Z',
      ready_until: '2026-03-02T09:00:00Z',
    });
    const { store, browserDay } = await deskWorld(solver, {
      requests: [large],
      engine: {
        route: async (points) => {
          asked += 1;
          return points.slice(1).map((to, index) => ({
            seconds: 1_000 + asked,
            metres: 9_000 + asked,
            coordinates: [points[index] ?? to, to],
            steps: [],
          }));
        },
      },
    });
    const made = (await store.plans.get('hub-1', today))!;
    expect(made.document.runs.map(({ trips }) => trips[0]!.stops.length)).toEqual([1, 1]);
    const { wire, day } = await browserDay();
    expect([...scheduleDeskPlan(wire.arrangement, day).values()].map(({ cost }) => cost)).toEqual(
      made.document.runs.map(({ cost }) => cost),
    );
  });
});

describe('a history', () => {
  it('leaves the plan as it was written, byte for byte, once all of it is undone and the server was started again', async () => {
    const { store, desk, on, browserDay, settlePaths, startAgain } = await deskWorld(solver);
    const written = async () => JSON.stringify((await store.plans.get('hub-1', today))!.document);
    const before = await written();
    const { arrangement, edit_version: version } = await desk.get(record);
    const random = seededRandom(3);
    let made = 0;
    let last = version;
    for (let draw = 0; draw < 60; draw++) {
      const now = (await desk.get(record)).arrangement;
      const edit = drawEdit(
        now,
        Array.from({ length: 12 }, () => Math.floor(random() * 1e6)),
      );
      try {
        const done = await desk.edit(on(last), edit);
        if (done.step !== null) made += 1;
        last = done.edit_version;
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    }
    expect(made).toBeGreaterThan(15);
    for (let undo = 0; undo < made; undo++) last = (await desk.undo(on(last))).edit_version;
    await settlePaths();
    expect(await written()).toBe(before);
    const again = startAgain();
    const { wire, day } = await browserDay(null, again);
    expect(JSON.stringify(wire.arrangement)).toBe(JSON.stringify(arrangement));
    const { cost } = figuresOfPlan(wire.arrangement, day, scheduleDeskPlan(wire.arrangement, day));
    expect(cost).toBe((JSON.parse(before) as PlanDocument).totals.cost);
  });
});

describe('an edit', () => {
  it('changes the plan of record, its requests and the log in one', async () => {
    const { store, desk, on } = await deskWorld(solver);
    const { arrangement: before, edit_version: version } = await desk.get(record);
    const [stop] = stopsOf(before, 0);
    const { step, edit_version: next } = await desk.edit(on(version), { type: 'unassign', stops: [stop!] });
    expect(next).toBe(version + 1);
    expect(step).toMatchObject({ kind: 'edit', by: { id: 'user-1', name: 'Lò Thị Mai' } });

    const stored = (await store.plans.get('hub-1', today))!;
    expect(stored.editVersion).toBe(next);
    expect(stored.document.unassigned).toMatchObject([{ request: stop, code: 'TAKEN_OUT' }]);
    const states = await store.requests.listByDay('hub-1', today);
    expect(states.find(({ id }) => id === stop)?.state).toBe('booked');
    expect(states.filter(({ state }) => state === 'planned')).toHaveLength(11);
    const event = (await store.events.listAfter('hub-1', 0, 1000)).at(-1)?.event;
    expect(event).toMatchObject({
      type: 'plan.edited',
      data: { scenario: null, step: { edit_version: next } },
    });
  });

  it('writes its runs as the desk has them, and their paths once they are found', async () => {
    const { store, desk, on, browserDay, settlePaths, failures } = await deskWorld(solver);
    const { arrangement, edit_version: version } = await desk.get(record);
    const [a, b] = arrangement.runs;
    const edit = {
      type: 'swap_tails' as const,
      from: [
        { run: a!.run, trip: 0, position: 1 },
        { run: b!.run, trip: 0, position: 1 },
      ] as const,
    };
    const { step } = await desk.edit(on(version), edit);
    await settlePaths();
    expect(failures).toEqual([]);
    const { wire, day } = await browserDay();
    const { document } = (await store.plans.get('hub-1', today))!;
    for (const run of wire.arrangement.runs) {
      const written = document.runs.find(({ vehicle }) => vehicle === run.vehicle)!;
      const { cost, schedule } = scheduleDeskRun(run, day);
      expect(written.cost).toEqual(cost);
      expect(written.metres).toBe(schedule.metres);
      expect(written.trips[0]!.legs.every(({ geometry }) => geometry.coordinates.length > 1)).toBe(true);
    }
    const cost = figuresOfPlan(wire.arrangement, day, scheduleDeskPlan(wire.arrangement, day)).cost;
    expect(document.totals.cost).toBe(cost);
    const before = figuresOfPlan(arrangement, day, scheduleDeskPlan(arrangement, day)).cost;
    expect(step?.cost_change).toBe(cost - before);
    expect((await store.events.listAfter('hub-1', 0, 1000)).at(-1)?.event.type).toBe('plan.paths');
  });

  it('keeps the driver, the start and the lock of a run', async () => {
    const { desk, on, store } = await deskWorld(solver);
    const { arrangement, edit_version: version } = await desk.get(record);
    const { run } = arrangement.runs[0]!;
    await desk.edit(on(version), {
      type: 'several',
      edits: [
        { type: 'change_driver', run, driver: 'Giàng Thị Dua' },
        { type: 'change_start', run, start: 5 * 3600 },
        { type: 'lock', runs: [run] },
      ],
    });
    const changed = (await desk.get(record)).arrangement.runs[0]!;
    expect(changed).toMatchObject({ driver: 'Giàng Thị Dua', start: 18_000, state: 'locked' });
    const [written] = (await store.plans.get('hub-1', today))!.document.runs;
    expect(written!.trips[0]!.start).toBe('2026-03-02T05:00:00+07:00');
    // The shift begins at six.
    expect(written!.violations).toContainEqual({
      kind: 'shift',
      amount: 3600,
      dimension: 'seconds',
      requests: [],
    });
  });

  it('adds no step where nothing changes, and refuses a vehicle that the fleet does not have', async () => {
    const { desk, on } = await deskWorld(solver);
    const { arrangement, edit_version: version } = await desk.get(record);
    const { run } = arrangement.runs[0]!;
    expect(await desk.edit(on(version), { type: 'unlock', runs: [run] })).toEqual({
      edit_version: version,
      step: null,
    });
    await expect(
      desk.edit(on(version), { type: 'change_vehicle', run, vehicle: 'X-1' }),
    ).rejects.toMatchObject({ code: 'VEHICLE_UNKNOWN', ids: ['X-1'] });
  });

  it('puts a request that was booked late among the unassigned, and into a run', async () => {
    const { store, desk, on } = await deskWorld(solver);
    await store.requests.addAll('hub-1', [sampleRequest({ id: 'late', kg: 50 })]);
    const { arrangement, edit_version: version } = await desk.get(record);
    expect(unassignedStops(arrangement)).toEqual(['late']);
    const to = { run: arrangement.runs[0]!.run, trip: 0, position: 0 };
    const { edit_version: next } = await desk.edit(on(version), { type: 'move', stops: ['late'], to });
    expect(stopsOf((await desk.get(record)).arrangement, 0)[0]).toBe('late');
    expect((await store.requests.get('hub-1', 'late'))?.state).toBe('planned');
    await desk.undo(on(next));
    expect((await store.plans.get('hub-1', today))!.document.unassigned).toMatchObject([
      { request: 'late', code: 'NOT_YET_PLANNED' },
    ]);
  });
});

describe('paths of new legs', () => {
  it('are asked for again when the desk is opened, after the engine did not answer', async () => {
    const { store, desk, on, settlePaths, failures, roads } = await deskWorld(solver);
    const { arrangement, edit_version: version } = await desk.get(record);
    await settlePaths();
    const { route } = roads.engine;
    Object.assign(roads.engine, { route: () => Promise.reject(new Error('no answer')) });
    await desk.edit(on(version), { type: 'reverse', run: arrangement.runs[0]!.run, trip: null });
    await settlePaths();
    const lacking = async () =>
      (await store.plans.get('hub-1', today))!.document.runs[0]!.trips[0]!.legs.filter(
        ({ geometry }) => geometry.coordinates.length === 0,
      ).length;
    expect(await lacking()).toBeGreaterThan(0);
    expect(failures).toHaveLength(1);
    Object.assign(roads.engine, { route });
    await desk.get(record);
    await settlePaths();
    expect(await lacking()).toBe(0);
  });
});

describe('a plan whose day has changed under it', () => {
  it('keeps the run of a vehicle that is gone, shown as such, until it is given another', async () => {
    const { store, desk, on, browserDay } = await deskWorld(solver);
    const { arrangement, edit_version: version } = await desk.get(record);
    const { run, vehicle } = arrangement.runs[0]!;
    const fleet = await store.fleet.list('hub-1');
    await store.fleet.replace(
      'hub-1',
      fleet.filter(({ name }) => name !== vehicle),
    );
    const { wire, day } = await browserDay();
    expect(wire.arrangement).toEqual(arrangement);
    expect(scheduleDeskRun(wire.arrangement.runs[0]!, day).violations).toEqual([
      { kind: 'vehicle_out', amount: 1, unit: 'visits', stop: null },
    ]);
    const idle = fleet.find(({ name }) => arrangement.runs.every((each) => each.vehicle !== name))!;
    await desk.edit(on(version), { type: 'change_vehicle', run, vehicle: idle.name });
    expect((await store.plans.get('hub-1', today))!.document.runs[0]).toMatchObject({
      vehicle: idle.name,
      violations: [],
    });
  });

  it('shows a stop whose request was cancelled, and forgets it once it is taken out', async () => {
    const { store, desk, on, browserDay } = await deskWorld(solver);
    const { arrangement, edit_version: version } = await desk.get(record);
    const stop = stopsOf(arrangement, 0)[0]!;
    await store.requests.setState('hub-1', stop, 'cancelled');
    const { wire, day } = await browserDay();
    expect(scheduleDeskRun(wire.arrangement.runs[0]!, day).violations).toMatchObject([
      { kind: 'cancelled', stop },
    ]);
    await desk.edit(on(version), { type: 'unassign', stops: [stop] });
    expect((await store.plans.get('hub-1', today))!.document.unassigned).toEqual([]);
    expect((await desk.listScenarios('hub-1', today)).record.unserved).toBe(0);
    expect((await store.requests.get('hub-1', stop))?.state).toBe('cancelled');
    expect(await desk.listUnassigned(record)).toEqual([]);
  });

  it('counts what is off the road among the unserved, as its document does', async () => {
    const far = sampleRequest({ id: 'far', lat: 22.6 });
    const { desk, store } = await deskWorld(solver, {
      requests: [...dayOfTwelve(), far],
      engine: {
        nearest: async (points) =>
          points.map((location) => ({
            location,
            distanceMetres: location[1] === far.lat ? 5000 : 0,
            roadName: '',
          })),
      },
    });
    const { document } = (await store.plans.get('hub-1', today))!;
    expect(document.unassigned.map(({ code }) => code)).toEqual(['NOT_ON_ROAD']);
    expect((await desk.listScenarios('hub-1', today)).record.unserved).toBe(1);
    await store.requests.setState('hub-1', 'far', 'cancelled');
    expect((await desk.listScenarios('hub-1', today)).record.unserved).toBe(0);
  });

  it('shows a stop that no road leads to any more as not to be reached', async () => {
    const { store, desk, on, browserDay, roads } = await deskWorld(solver);
    const { arrangement, edit_version: version } = await desk.get(record);
    const stop = stopsOf(arrangement, 0)[1]!;
    const { lon, lat } = (await store.requests.get('hub-1', stop))!;
    const { nearest } = roads.engine;
    Object.assign(roads.engine, {
      nearest: async (...call: Parameters<typeof nearest>) =>
        (await nearest(...call)).map((snap) =>
          snap?.location[0] === lon && snap.location[1] === lat ? { ...snap, distanceMetres: 5000 } : snap,
        ),
    });
    await store.fleet.replace('hub-1', await store.fleet.list('hub-1'));
    const { wire, day } = await browserDay();
    expect(wire.off_road).toEqual([stop]);
    const [run] = wire.arrangement.runs;
    // Neither to it nor on from it.
    expect(scheduleDeskRun(run!, day).violations.map(({ kind }) => kind)).toEqual([
      'unreachable',
      'unreachable',
    ]);
    await desk.edit(on(version), { type: 'reverse', run: run!.run, trip: null });
    await desk.edit(on(version + 1), { type: 'unassign', stops: [stop] });
    expect(await desk.listUnassigned(record)).toEqual([]);
    expect((await store.plans.get('hub-1', today))!.document.unassigned).toMatchObject([{ request: stop }]);
  });

  it('cannot be opened while the hub has no vehicle at all', async () => {
    const { store, desk } = await deskWorld(solver);
    await store.fleet.replace('hub-1', []);
    await expect(desk.get(record)).rejects.toMatchObject({ code: 'NO_VEHICLES' });
  });

  it('is asked for in vain on a day without one', async () => {
    const { desk } = await deskWorld(solver);
    await expect(desk.get({ ...record, date: '2026-03-03' })).rejects.toMatchObject({ code: 'PLAN_UNKNOWN' });
  });
});

describe('two dispatchers at once', () => {
  it('are merged where they touch different runs, and told who did what where they do not', async () => {
    const { desk, on } = await deskWorld(solver);
    const { arrangement, edit_version: version } = await desk.get(record);
    const [a, b] = arrangement.runs;
    await desk.edit(on(version, 'user-1'), { type: 'reverse', run: a!.run, trip: null });
    await desk.edit(on(version, 'user-2'), { type: 'lock', runs: [b!.run] });
    const refused = desk.edit(on(version, 'user-2'), { type: 'change_driver', run: a!.run, driver: 'Páo' });
    await expect(refused).rejects.toMatchObject({
      code: 'EDIT_CONFLICT',
      message: `Lò Thị Mai reversed run ${a!.run}.`,
      ids: [String(version + 1)],
    });
    const { arrangement: now, edit_version: last } = await desk.get(record);
    expect(last).toBe(version + 2);
    expect(stopsOf(now, 0)).toEqual(stopsOf(arrangement, 0).toReversed());
    expect(now.runs[1]!.state).toBe('locked');
  });

  it('both open a run of the same number: the second gets the next', async () => {
    const vehicles = ['L-1', 'L-2', 'L-3', 'L-4', 'L-5', 'L-6'];
    const fleet = vehicles.map((name, index) => ({ ...fourTrucks()[0]!, id: `v${index}`, name }));
    const { desk, on } = await deskWorld(solver, { vehicles: fleet });
    const { arrangement, edit_version: version } = await desk.get(record);
    const idle = vehicles.filter((name) => !arrangement.runs.some(({ vehicle }) => vehicle === name));
    const run = newRunNumber(arrangement, idle[0]!, []);
    for (const [index, by] of ['user-1', 'user-2'].entries()) {
      const stop = stopsOf(arrangement, index)[0]!;
      await desk.edit(on(version, by), { type: 'move', stops: [stop], to: { run, vehicle: idle[index]! } });
    }
    const { arrangement: now } = await desk.get(record);
    expect(now.runs.slice(-2).map((each) => [each.run, each.vehicle])).toEqual([
      [run, idle[0]],
      [run + 1, idle[1]],
    ]);
  });

  it('make an edit once that is sent again, though it was merged and given another number the first time', async () => {
    const vehicles = ['L-1', 'L-2', 'L-3', 'L-4', 'L-5', 'L-6'];
    const fleet = vehicles.map((name, index) => ({ ...fourTrucks()[0]!, id: `v${index}`, name }));
    const { desk, on, startAgain } = await deskWorld(solver, { vehicles: fleet });
    const { arrangement, edit_version: version } = await desk.get(record);
    const [first, second] = vehicles.filter(
      (name) => !arrangement.runs.some(({ vehicle }) => vehicle === name),
    );
    const run = newRunNumber(arrangement, first!, []);
    const move = (index: number, vehicle: string) => ({
      type: 'move' as const,
      stops: [stopsOf(arrangement, index)[0]!],
      to: { run, vehicle },
    });
    await desk.edit(on(version, 'user-1'), move(0, first!));
    const mine = { ...on(version, 'user-2'), id: '4be0ffa9-6c0c-4de7-9d39-0f2a3f0a1c11' };
    const done = await desk.edit(mine, move(1, second!));
    expect(done.step).toMatchObject({ id: mine.id, edit: { to: { run: run + 1 } } });
    await desk.edit(on(done.edit_version, 'user-1'), { type: 'lock', runs: [run] });
    const after = await desk.get(record);
    expect(await desk.edit(mine, move(1, second!))).toEqual(done);
    expect(await startAgain().edit(mine, move(1, second!))).toEqual(done);
    expect(await desk.get(record)).toEqual(after);
    // Taken back once as well, whatever the answer's fate.
    const undo = { ...on(after.edit_version), id: '4be0ffa9-6c0c-4de7-9d39-0f2a3f0a1c12' };
    const undone = await desk.undo(undo);
    expect(await desk.undo(undo)).toEqual(undone);
    expect((await desk.get(record)).edit_version).toBe(after.edit_version + 1);
  });

  it('open no run under a number that a driver knows as another vehicle, but under its own again', async () => {
    const { desk, on, publishing, browserDay } = await deskWorld(solver);
    const { wire } = await browserDay();
    await publishing.publish(on(wire.edit_version), null);
    const last = wire.arrangement.runs.at(-1)!;
    const idle = fourTrucks().find(({ name }) =>
      wire.arrangement.runs.every(({ vehicle }) => vehicle !== name),
    )!.name;
    const [first, second] = last.trips.flat().map(({ stop }) => stop);
    const emptied = await desk.edit(on(wire.edit_version), {
      type: 'merge',
      run: last.run,
      into: wire.arrangement.runs[0]!.run,
    });
    const told = { number: last.run, vehicle: last.vehicle };
    expect((await browserDay()).day.toldRuns).toContainEqual(told);
    // As a page would have it that has not heard of the publishing.
    const opened = await desk.edit(on(emptied.edit_version), {
      type: 'several',
      edits: [
        { type: 'move', stops: [first!], to: { run: last.run, vehicle: idle } },
        { type: 'lock', runs: [last.run] },
      ],
    });
    await desk.edit(on(opened.edit_version), {
      type: 'move',
      stops: [second!],
      to: { run: last.run, vehicle: last.vehicle },
    });
    const { arrangement } = await desk.get(record);
    expect(arrangement.runs.slice(-2)).toMatchObject([
      { run: last.run, vehicle: last.vehicle },
      { run: last.run + 1, vehicle: idle, state: 'locked' },
    ]);
  });

  it('lose nothing when their edits arrive in the same moment', async () => {
    const { desk, on } = await deskWorld(solver);
    const { arrangement, edit_version: version } = await desk.get(record);
    const runs = arrangement.runs.map(({ run }) => run);
    await Promise.all(
      runs.map((run) => desk.edit(on(version), { type: 'change_driver', run, driver: `D${run}` })),
    );
    const now = await desk.get(record);
    expect(now.edit_version).toBe(version + runs.length);
    expect(now.arrangement.runs.map(({ driver }) => driver)).toEqual(runs.map((run) => `D${run}`));
  });
});

describe('undo and redo', () => {
  it('walk one line of steps back to the plan as it was made, and forth, byte for byte', async () => {
    const { store, desk, on, settlePaths } = await deskWorld(solver);
    const start = await desk.get(record);
    const documentAtStart = (await store.plans.get('hub-1', today))!.document;
    const texts = [JSON.stringify(start.arrangement)];
    const [a, b] = start.arrangement.runs;
    let version = start.edit_version;
    for (const edit of [
      { type: 'unassign' as const, stops: [stopsOf(start.arrangement, 0)[0]!] },
      { type: 'merge' as const, run: a!.run, into: b!.run },
      { type: 'pin' as const, stops: [stopsOf(start.arrangement, 1)[0]!], pin: 'run' as const },
    ]) {
      ({ edit_version: version } = await desk.edit(on(version), edit));
      texts.push(JSON.stringify((await desk.get(record)).arrangement));
    }
    for (const text of texts.slice(0, -1).toReversed()) {
      ({ edit_version: version } = await desk.undo(on(version, 'user-2')));
      expect(JSON.stringify((await desk.get(record)).arrangement)).toBe(text);
    }
    await settlePaths();
    expect((await store.plans.get('hub-1', today))!.document).toEqual(documentAtStart);
    await expect(desk.undo(on(version))).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
    for (const text of texts.slice(1)) {
      ({ edit_version: version } = await desk.redo(on(version)));
      expect(JSON.stringify((await desk.get(record)).arrangement)).toBe(text);
    }
    await expect(desk.redo(on(version))).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
    const steps = await desk.listSteps(record, start.edit_version);
    expect(steps.map(({ kind, of }) => [kind, of === null ? null : of - start.edit_version])).toEqual([
      ['edit', null],
      ['edit', null],
      ['edit', null],
      ['undo', 3],
      ['undo', 2],
      ['undo', 1],
      ['redo', 1],
      ['redo', 2],
      ['redo', 3],
    ]);
    expect(steps.reduce((sum, step) => sum + step.cost_change, 0)).toBe(
      steps.slice(0, 3).reduce((sum, step) => sum + step.cost_change, 0),
    );
  });

  it('name whose step they would take, and a new step forgets what was taken back', async () => {
    const { desk, on } = await deskWorld(solver);
    const { arrangement, edit_version: version } = await desk.get(record);
    const { run } = arrangement.runs[0]!;
    await desk.edit(on(version, 'user-2'), { type: 'lock', runs: [run] });
    expect((await desk.get(record)).undo).toMatchObject({ by: { name: 'Vàng A Páo' } });
    await desk.undo(on(version + 1));
    expect((await desk.get(record)).redo).toMatchObject({ edit: { type: 'lock' } });
    await desk.edit(on(version + 2), { type: 'reverse', run, trip: null });
    expect((await desk.get(record)).redo).toBeNull();
  });

  it('refuse to take back a step that the caller has not seen', async () => {
    const { desk, on } = await deskWorld(solver);
    const { arrangement, edit_version: version } = await desk.get(record);
    await desk.edit(on(version, 'user-2'), { type: 'lock', runs: [arrangement.runs[0]!.run] });
    await expect(desk.undo(on(version))).rejects.toMatchObject({ code: 'EDIT_CONFLICT' });
  });

  it('take back a day that was planned anew', async () => {
    const { desk, on, plan } = await deskWorld(solver);
    const { arrangement, edit_version: version } = await desk.get(record);
    await desk.edit(on(version), { type: 'unassign', stops: stopsOf(arrangement, 0) });
    const edited = JSON.stringify((await desk.get(record)).arrangement);
    await plan();
    const anew = await desk.get(record);
    expect(anew.undo).toMatchObject({ kind: 'solve', by: { name: 'Lò Thị Mai' } });
    await desk.undo(on(anew.edit_version));
    expect(JSON.stringify((await desk.get(record)).arrangement)).toBe(edited);
  });
});

describe('scenarios', () => {
  it('are copied, changed by themselves, compared and adopted in one step', async () => {
    const { desk, on, store } = await deskWorld(solver);
    const { arrangement, edit_version: version } = await desk.get(record);
    const by = { from: null, by: 'user-1' };
    const { id } = await desk.addScenario('hub-1', today, { name: 'One truck less', ...by });
    await expect(desk.addScenario('hub-1', today, { name: 'One truck less', ...by })).rejects.toMatchObject({
      code: 'NAME_TAKEN',
    });
    const [a, b] = arrangement.runs;
    await desk.edit(on(1, 'user-1', id), { type: 'merge', run: a!.run, into: b!.run });
    expect((await desk.get(record)).edit_version).toBe(version);

    const { record: figures, scenarios } = await desk.listScenarios('hub-1', today);
    expect(scenarios).toMatchObject([{ name: 'One truck less', edit_version: 2 }]);
    expect(scenarios[0]!.figures.runs).toBe(figures.runs - 1);

    await desk.adoptScenario(on(version, 'user-2'), id);
    const adopted = await desk.get(record);
    expect(adopted.arrangement).toEqual((await desk.get({ ...record, scenario: id })).arrangement);
    expect(adopted.undo).toMatchObject({ kind: 'adopt', by: { name: 'Vàng A Páo' } });
    expect((await store.plans.get('hub-1', today))!.document.runs).toHaveLength(figures.runs - 1);
    await desk.undo(on(adopted.edit_version));
    expect((await desk.get(record)).arrangement).toEqual(arrangement);

    await desk.removeScenario('hub-1', today, id);
    await expect(desk.get({ ...record, scenario: id })).rejects.toMatchObject({ code: 'SCENARIO_UNKNOWN' });
  });

  it('outlive a new plan of the day, with stops of their own', async () => {
    const { desk, on, plan, store } = await deskWorld(solver);
    const { id } = await desk.addScenario('hub-1', today, { name: 'Before', from: null, by: null });
    const kept = (await desk.get({ ...record, scenario: id })).arrangement;
    await store.requests.addAll('hub-1', [sampleRequest({ id: 'late', kg: 50 })]);
    await plan();
    const { edit_version: version } = await desk.get(record);
    await desk.adoptScenario(on(version), id);
    const { arrangement } = await desk.get(record);
    expect(arrangement.runs).toEqual(kept.runs);
    expect(unassignedStops(arrangement)).toEqual(['late']);
  });
});

describe('what the browser computes', () => {
  it('is refused tables under a key that is gone', async () => {
    const { desk } = await deskWorld(solver);
    await expect(desk.tables('hub-1', today, 'old')).rejects.toMatchObject({ code: 'TABLES_CHANGED' });
    await expect(desk.paths('hub-1', today, 'old', [])).rejects.toMatchObject({ code: 'TABLES_CHANGED' });
  });
});
