import { afterAll, describe, expect, it } from 'vitest';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { scheduleDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import { sampleDriver, today } from '../../store/samples.ts';
import { deskWorld, record } from '../desk/desk-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const stopsOf = ({ runs }: DeskPlan, run: number) =>
  runs
    .find((each) => each.run === run)!
    .trips.flat()
    .map(({ stop }) => stop);

async function world(of: Parameters<typeof deskWorld>[1] = {}) {
  const made = await deskWorld(solver, of);
  const { desk, store, publishing } = made;
  const { edit_version: version, arrangement } = await desk.get(record);
  const statesOf = async () => {
    const requests = await store.requests.listByDay('hub-1', today);
    return new Map(requests.map(({ id, state }) => [id, state]));
  };
  const withdraw = (revision: number, runs: number[] | null = null) =>
    publishing.withdraw({ hub: 'hub-1', date: today, revision, by: 'user-1' }, runs);
  return { ...made, version, arrangement, statesOf, withdraw };
}

describe('publishing a plan', () => {
  it('freezes every run with its requests, their states and its event', async () => {
    const { store, publishing, on, version, arrangement, statesOf } = await world();
    const published = await publishing.publish(on(version), null);
    expect(published.revision).toBe(1);
    expect(published.runs.map(({ number }) => number)).toEqual(arrangement.runs.map(({ run }) => run));
    const frozen = published.runs.map((run) => run.frozen);
    expect(frozen.flatMap(({ requests }) => requests.map(({ id }) => id)).sort()).toEqual(
      arrangement.stops.map(({ stop }) => stop),
    );
    expect(frozen.map(({ run }) => run)).toEqual((await store.plans.get('hub-1', today))!.document.runs);
    expect([...(await statesOf()).values()].every((state) => state === 'published')).toBe(true);
    expect(published.revisions).toMatchObject([
      { revision: 1, kind: 'published', edit_version: version, by: { name: 'Lò Thị Mai' } },
    ]);
    const { event } = (await store.events.listAfter('hub-1', 0, 1000)).at(-1)!;
    expect(event).toMatchObject({ type: 'plan.published', data: { revision: 1, kind: 'published' } });
  });

  it('tells who drives: who is named at the desk, or else whose vehicle it is on the day', async () => {
    const drivers = [
      sampleDriver({ name: 'Giàng A Lử', phone: '0912 000 111', usual_vehicle: 'v1' }),
      sampleDriver({ name: 'Lò Thị Hoa', phone: '', usual_vehicle: 'v2' }),
    ];
    const { desk, publishing, on, version, arrangement } = await world({ drivers });
    const driversOf = async () => {
      const { runs } = await publishing.get('hub-1', today);
      return new Map(runs.map(({ frozen }) => [frozen.run.vehicle, [frozen.driver, frozen.phone]]));
    };
    await publishing.publish(on(version), null);
    expect((await driversOf()).get('L-1')).toEqual(['Giàng A Lử', '0912 000 111']);
    expect((await driversOf()).get('L-2')).toEqual(['Lò Thị Hoa', null]);
    const { run } = arrangement.runs.find(({ vehicle }) => vehicle === 'L-1')!;
    await desk.edit(on(version), { type: 'change_driver', run, driver: 'Vàng A Dế' });
    await publishing.publish(on(version + 1), null);
    expect((await driversOf()).get('L-1')).toEqual(['Vàng A Dế', null]);
  });

  it('freezes runs as they are reckoned now, where the settings changed after they were written', async () => {
    const { store, publishing, on, version, browserDay } = await world();
    const settings = (await store.hubs.settings('hub-1'))!;
    const opens = [{ start: '23:00', end: '23:59' }];
    await store.hubs.saveSettings('hub-1', { ...settings, receiving: settings.receiving.map(() => opens) });
    const { runs } = await publishing.publish(on(version), null);
    const { wire, day } = await browserDay();
    const ends = wire.arrangement.runs.map((run) => scheduleDeskRun(run, day).schedule.end);
    const origin = Date.parse(wire.origin);
    expect(ends.every((end) => end === 23 * 3600)).toBe(true);
    expect(runs.map(({ frozen }) => (Date.parse(frozen.run.trips.at(-1)!.end) - origin) / 1000)).toEqual(
      ends,
    );
  });

  it('makes one revision of a double click, and none of a plan that is published as it is', async () => {
    const { publishing, on, version } = await world();
    const both = await Promise.all([
      publishing.publish(on(version), null),
      publishing.publish(on(version), null),
    ]);
    expect(both.map(({ revision }) => revision)).toEqual([1, 1]);
    expect((await publishing.publish(on(version, 'user-2'), null)).revisions).toHaveLength(1);
  });

  it('makes the next revision of the runs that changed, under the same ids', async () => {
    const { desk, publishing, on, version, arrangement, statesOf } = await world();
    const first = await publishing.publish(on(version), null);
    const [a, b] = arrangement.runs.map(({ run }) => run);
    const [moved] = stopsOf(arrangement, a!);
    const { edit_version: next } = await desk.edit(on(version), {
      type: 'move',
      stops: [moved!],
      to: { run: b!, trip: 0, position: 0 },
    });
    expect((await publishing.get('hub-1', today)).runs).toEqual(first.runs);
    expect((await statesOf()).get(moved!)).toBe('published');
    const second = await publishing.publish(on(next), null);
    expect(second.revisions.at(-1)).toMatchObject({ revision: 2, runs: [a, b], edit_version: next });
    expect(second.runs.map(({ id }) => id)).toEqual(first.runs.map(({ id }) => id));
    expect(second.runs.map(({ revision }) => revision)).toEqual(
      first.runs.map(({ number }) => (number === a || number === b ? 2 : 1)),
    );
  });

  it('is refused where somebody changed the plan meanwhile, and not for runs that nobody touched', async () => {
    const { desk, publishing, on, version, arrangement } = await world();
    const [a, b, c] = arrangement.runs.map(({ run }) => run);
    await desk.edit(on(version, 'user-2'), { type: 'reverse', run: a!, trip: null });
    await expect(publishing.publish(on(version), null)).rejects.toMatchObject({
      code: 'EDIT_CONFLICT',
      message: expect.stringContaining('Vàng A Páo') as string,
    });
    await expect(publishing.publish(on(version), [a!, b!])).rejects.toMatchObject({ code: 'EDIT_CONFLICT' });
    const published = await publishing.publish(
      on(version),
      [b!, c!].filter((run) => run !== undefined),
    );
    expect(published.runs.map(({ number }) => number)).not.toContain(a);
    expect(published.revisions).toMatchObject([{ edit_version: version + 1 }]);
    await expect(publishing.publish(on(version + 7), null)).rejects.toMatchObject({ code: 'EDIT_CONFLICT' });
    await expect(publishing.publish(on(version + 1), [99])).rejects.toMatchObject({ code: 'RUN_UNKNOWN' });
  });

  it('withdraws a run that is no longer in the plan', async () => {
    const { desk, publishing, on, version, arrangement, statesOf } = await world();
    await publishing.publish(on(version), null);
    const [a] = arrangement.runs.map(({ run }) => run);
    const stops = stopsOf(arrangement, a!);
    const { edit_version: next } = await desk.edit(on(version), { type: 'unassign', stops });
    const published = await publishing.publish(on(next), null);
    expect(published.runs.map(({ number }) => number)).not.toContain(a);
    const states = await statesOf();
    expect(stops.map((stop) => states.get(stop))).toEqual(stops.map(() => 'booked'));
  });

  it('leaves published requests to be planned anew', async () => {
    const { publishing, on, version, plan, desk, statesOf } = await world();
    await publishing.publish(on(version), null);
    expect(await plan()).toMatchObject({ outcome: 'planned' });
    expect((await desk.get(record)).arrangement.runs.flatMap(({ trips }) => trips.flat())).toHaveLength(12);
    expect([...(await statesOf()).values()].every((state) => state === 'published')).toBe(true);
  });

  it('leaves each run that a driver has its vehicle, its number and its driver through a new plan', async () => {
    const { store, desk, publishing, on, version, plan, arrangement } = await world();
    const vehiclesOf = ({ runs }: Pick<DeskPlan, 'runs'>) =>
      new Map(runs.map(({ run, vehicle, driver }) => [run, `${vehicle} ${driver}`]));
    const first = arrangement.runs[0]!;
    await desk.edit(on(version), { type: 'change_driver', run: first.run, driver: 'Vàng A Dế' });
    // Another number than its place in the plan has: runs of a new plan would count from 1.
    const { edit_version: next } = await desk.edit(on(version + 1), {
      type: 'move',
      stops: first.trips.flat().map(({ stop }) => stop),
      to: { run: 9, vehicle: first.vehicle },
    });
    await desk.edit(on(next), { type: 'change_driver', run: 9, driver: 'Vàng A Dế' });
    const published = await publishing.publish(on(next + 1), null);
    const before = vehiclesOf((await desk.get(record)).arrangement);
    const idle = ['L-1', 'L-2', 'L-3', 'L-4'].filter((name) => ![...before.values()].join().includes(name));
    await plan();
    const after = (await desk.get(record)).arrangement;
    for (const [run, vehicle] of vehiclesOf(after)) {
      if (before.has(run)) expect(vehicle).toBe(before.get(run));
      else expect(idle.some((name) => vehicle.startsWith(name))).toBe(true);
    }
    expect(vehiclesOf(after).get(9)).toBe(`${first.vehicle} Vàng A Dế`);
    expect((await store.plans.get('hub-1', today))!.document.runs.map(({ vehicle }) => vehicle)).toEqual(
      after.runs.map(({ vehicle }) => vehicle),
    );
    const again = await publishing.publish(on((await desk.get(record)).edit_version), null);
    for (const { id, number, frozen } of again.runs) {
      const told = published.runs.find((run) => run.number === number);
      if (told) expect([id, frozen.run.vehicle]).toEqual([told.id, told.frozen.run.vehicle]);
    }
  });

  it('gives the number of a run that was withdrawn to no other vehicle', async () => {
    const { store, desk, publishing, withdraw, on, version, plan, arrangement } = await world();
    const [first] = arrangement.runs;
    await publishing.publish(on(version), [first!.run]);
    await withdraw(1);
    const vehicle = (await store.fleet.list('hub-1')).find(({ name }) => name === first!.vehicle)!;
    await store.fleet.retire('hub-1', vehicle.id);
    await plan();
    expect((await desk.get(record)).arrangement.runs.map(({ run }) => run)).not.toContain(first!.run);
  });

  it('knows a request that was cancelled and is booked again as published, or as planned', async () => {
    const { store, publishing, withdraw, on, version, arrangement, statesOf } = await world();
    await publishing.publish(on(version), [arrangement.runs[0]!.run, arrangement.runs[0]!.run]);
    const [published] = stopsOf(arrangement, arrangement.runs[0]!.run);
    const [planned] = stopsOf(arrangement, arrangement.runs[1]!.run);
    for (const request of [published!, planned!]) {
      await store.requests.setState('hub-1', request, 'cancelled');
      await store.requests.setState('hub-1', request, 'booked');
    }
    const states = await statesOf();
    expect([states.get(published!), states.get(planned!)]).toEqual(['published', 'planned']);
    await store.requests.setState('hub-1', published!, 'cancelled');
    await withdraw(1);
    expect((await statesOf()).get(published!)).toBe('cancelled');
  });

  it('has nothing to say of a day without a plan', async () => {
    const { publishing, on } = await world();
    expect(await publishing.get('hub-1', '2026-03-09')).toEqual({ revision: 0, runs: [], revisions: [] });
    await expect(publishing.publish({ ...on(1), date: '2026-03-09' }, null)).rejects.toMatchObject({
      code: 'PLAN_UNKNOWN',
    });
  });
});

describe('withdrawing', () => {
  it('takes runs back once, and leaves the plan and the ids as they were', async () => {
    const { store, publishing, withdraw, on, version, arrangement, statesOf } = await world();
    const first = await publishing.publish(on(version), null);
    const [a] = arrangement.runs.map(({ run }) => run);
    const before = await store.plans.get('hub-1', today);
    const both = await Promise.all([withdraw(1, [a!]), withdraw(1, [a!])]);
    expect(both.map(({ revision }) => revision)).toEqual([2, 2]);
    expect(both[0].revisions.at(-1)).toMatchObject({ kind: 'withdrawn', runs: [a] });
    expect((await statesOf()).get(stopsOf(arrangement, a!)[0]!)).toBe('planned');
    expect(await store.plans.get('hub-1', today)).toEqual(before);
    const again = await publishing.publish(on(version), [a!]);
    expect(again.runs.find(({ number }) => number === a)?.id).toBe(first.runs[0]!.id);
    await expect(withdraw(1, [a!])).rejects.toMatchObject({ code: 'PUBLISHED_ANEW', ids: [String(a)] });
    expect((await withdraw(again.revision)).runs).toEqual([]);
  });
});
