import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import type { NewWeighIn } from '#server/contract/receiving.ts';
import { makeMoney } from '#server/services/money/money.ts';
import { makeReceiving } from '#server/services/receiving/receiving.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { today } from '../../store/samples.ts';
import { dayOfTwelve, deskWorld } from '../desk/desk-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const noon = '2026-03-02T05:00:00Z';

async function receivingWorld() {
  const world = await deskWorld(solver);
  const { store, readDay } = world;
  world.setNow('2026-03-02T10:00:00Z');
  const receiving = makeReceiving({ store, now: () => noon });
  const money = makeMoney({ store, readDay, newId: randomUUID });
  const get = () => receiving.get('hub-1', today);
  const day = await get();
  const { vehicle, lines } = day.arrivals[0]!;
  const weighIn = (
    request: string,
    kg: number,
    more: Partial<NewWeighIn> & Partial<NewWeighIn['lines'][number]> = {},
  ): NewWeighIn => {
    const {
      crates = null,
      parcels = null,
      grade = null,
      is_short = false,
      reason = null,
      note = '',
      ...act
    } = more;
    const line = { request, kg, crates, parcels, grade, is_short, reason, note };
    return {
      id: randomUUID(),
      date: today,
      vehicle,
      trip: 1,
      weighed_at: noon,
      weighed_by: null,
      lines: [line],
      is_together: false,
      crates_back: null,
      ...act,
    };
  };
  const send = (sent: NewWeighIn) => receiving.weighIn('hub-1', sent, 'user-1');
  const lineOf = async (request: string) =>
    (await money.get('hub-1', today)).lines.find((line) => line.request === request)!;
  const stateOf = async (request: string) => (await store.requests.get('hub-1', request))!.state;
  return { ...world, receiving, money, get, day, first: lines[0]!.request, weighIn, send, lineOf, stateOf };
}

describe('what comes to the hub', () => {
  it('is each trip with its vehicle, its time by the plan and what it brings', async () => {
    const { day, store, publishing } = await receivingWorld();
    const { document } = (await store.plans.get('hub-1', today))!;
    const planned = document.runs.map(({ vehicle, trips }) => [vehicle, trips[0]!.arrival ?? trips[0]!.end]);
    expect(new Map(day.arrivals.map((each) => [each.vehicle, each.planned_at]))).toEqual(
      new Map(planned as [string, string][]),
    );
    const times = day.arrivals.map((each) => Date.parse(each.planned_at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(day.arrivals.every((each) => !each.is_published)).toBe(true);
    const brought = day.arrivals.flatMap(({ lines }) => lines);
    const booked = new Map(dayOfTwelve().map(({ id, kg }) => [id, kg]));
    for (const line of brought) expect(line.booked.kg).toBe(booked.get(line.request));

    const { editVersion } = (await store.plans.get('hub-1', today))!;
    await publishing.publish({ hub: 'hub-1', date: today, editVersion, by: 'user-1' }, [
      day.arrivals[0]!.run,
    ]);
    const told = await makeReceiving({ store, now: () => noon }).get('hub-1', today);
    expect(told.arrivals.map((each) => each.is_published)).toEqual(
      day.arrivals.map((_, index) => index === 0),
    );
    expect(told.arrivals.map(({ lines }) => lines)).toEqual(day.arrivals.map(({ lines }) => lines));
  });

  it('is nothing on a day without a plan', async () => {
    const { receiving } = await receivingWorld();
    expect(await receiving.get('hub-1', '2026-03-09')).toMatchObject({ arrivals: [], requests: [] });
    await expect(receiving.get('hub-9', today)).rejects.toMatchObject({ code: 'HUB_UNKNOWN' });
  });
});

describe('what is weighed at the hub', () => {
  it('counts in the money of the day, with its state; a correction is another entry', async () => {
    const { first, send, weighIn, lineOf, stateOf, get, setNow } = await receivingWorld();
    await send(weighIn(first, 150.5, { grade: 2, parcels: 30 }));
    expect(await stateOf(first)).toBe('collected');
    expect(await lineOf(first)).toMatchObject({ weighed_kg: 150.5, parcels: 30, at_hub: [{ grade: 2 }] });
    setNow('2026-03-02T10:05:00Z');
    const corrected = {
      weighed_at: '2026-03-02T10:04:00Z',
      is_short: true,
      reason: 'quality',
      note: 'wet',
    } as const;
    await send(weighIn(first, 140, corrected));
    expect(await stateOf(first)).toBe('partly_collected');
    expect(await lineOf(first)).toMatchObject({
      weighed_kg: 140,
      at_hub: [{ kg: 140, is_short: true, reason: 'quality', note: 'wet', field_kg: null }],
    });
    const { requests } = await get();
    const entries = requests.find(({ request }) => request === first)!.weigh_ins;
    expect(entries.map(({ kg, by }) => [kg, by])).toEqual([
      [150.5, 'Lò Thị Mai'],
      [140, 'Lò Thị Mai'],
    ]);
  });

  it('is written once however often it is sent, and counts by the time at the scale whenever it comes', async () => {
    const { first, send, weighIn, lineOf, get, store } = await receivingWorld();
    const late = weighIn(first, 120, { weighed_at: '2026-03-02T04:00:00Z', crates_back: 12 });
    await send(weighIn(first, 130));
    await send(late);
    const before = await store.events.lastSeq('hub-1');
    await send(late);
    await send({ ...late, lines: [{ ...late.lines[0]!, kg: 999 }] });
    expect(await store.events.lastSeq('hub-1')).toBe(before);
    expect((await lineOf(first)).weighed_kg).toBe(130);
    const { requests, arrivals } = await get();
    expect(requests.find(({ request }) => request === first)!.weigh_ins.map(({ kg }) => kg)).toEqual([
      120, 130,
    ]);
    expect(arrivals[0]!.crates_back).toBe(12);
  });

  it('is refused where somebody else is signed in than weighed, and nothing is written', async () => {
    const { first, send, weighIn, get, lineOf } = await receivingWorld();
    const ofOther = weighIn(first, 130, { weighed_by: 'user-2' });
    await expect(send(ofOther)).rejects.toMatchObject({ code: 'WEIGHED_BY_OTHER', ids: [ofOther.id] });
    expect((await lineOf(first)).weighed_kg).toBeNull();
    await send({ ...ofOther, weighed_by: 'user-1' });
    const { requests } = await get();
    const entries = requests.find(({ request }) => request === first)!.weigh_ins;
    expect(entries.map(({ kg, by }) => [kg, by])).toEqual([[130, 'Lò Thị Mai']]);
  });

  it('does not lie in the future of a correction where the tablet’s clock is ahead', async () => {
    const { first, send, weighIn, money, lineOf, setNow } = await receivingWorld();
    await send(weighIn(first, 130, { weighed_at: '2026-03-05T00:00:00Z' }));
    setNow('2026-03-02T10:01:00Z');
    const typed = { request: first, kg: 125, crates: null, parcels: null };
    await money.noteActuals('hub-1', today, { runs: [], weighings: [typed] }, 'user-2');
    // Typed at the desk: it was on no scale of the hub.
    expect(await lineOf(first)).toMatchObject({ weighed_kg: 125, at_hub: [] });
  });

  it('takes all of a trip on one scale, and nothing of a request that is not there', async () => {
    const { day, send, weighIn, get, stateOf } = await receivingWorld();
    const [one, two] = day.arrivals[0]!.lines.map(({ request }) => request);
    const lines = [weighIn(one!, 100).lines[0]!, weighIn(two!, 0).lines[0]!];
    await send(weighIn(one!, 0, { lines, is_together: true }));
    expect([await stateOf(one!), await stateOf(two!)]).toEqual(['collected', 'missed']);
    const { requests } = await get();
    expect(requests.find(({ request }) => request === one)!.weigh_ins[0]).toMatchObject({
      is_together: true,
    });
    await expect(send(weighIn('nobody', 1))).rejects.toMatchObject({
      code: 'REQUEST_UNKNOWN',
      ids: ['nobody'],
    });
  });

  it('is refused on a day that is settled, whose receipts stay as they were', async () => {
    const { first, send, weighIn, money, lineOf, get } = await receivingWorld();
    await send(weighIn(first, 130, { reason: 'dried' }));
    const { edit_version: editVersion } = await money.get('hub-1', today);
    await money.settle('hub-1', today, { basis: 'fair', editVersion }, 'user-1');
    expect((await get()).is_settled).toBe(true);
    await expect(send(weighIn(first, 1))).rejects.toMatchObject({ code: 'DAY_SETTLED' });
    expect((await lineOf(first)).at_hub).toMatchObject([{ kg: 130, reason: 'dried' }]);
  });

  it('leaves a request as it is that was cancelled, or stands on another day by now', async () => {
    const { first, send, weighIn, store, stateOf } = await receivingWorld();
    await store.requests.setState('hub-1', first, 'cancelled');
    await send(weighIn(first, 12));
    expect(await stateOf(first)).toBe('cancelled');
  });
});
