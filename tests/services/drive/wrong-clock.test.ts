import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { runEvent, type RunEventWire } from '#server/contract/drive.ts';
import type { RunDeed } from '#server/domain/drive/run-event.ts';
import { toldTimes } from '#server/services/booking/truck-times.ts';
import { readDrivenDay } from '#server/services/driven-day.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { weighed } from '../../domain/drive/made-run.ts';
import { today } from '../../store/samples.ts';
import { record } from '../desk/desk-world.ts';
import { drivenWorld } from '../receiving/driven-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const centuryMs = 100 * 365.25 * 86_400_000;
const tapAt = (at: string, offset: number | null, deed: RunDeed = { kind: 'at_hub', trip: 0 }) => ({
  id: randomUUID(),
  phone: 'phone',
  order: 1,
  at,
  clock_offset_ms: offset,
  position: null,
  revision: 1,
  deed: deed as RunEventWire['deed'],
});

describe('a tap of a phone whose clock is wrong', () => {
  it.each([centuryMs, -centuryMs, 0, null])('is taken where it is wrong by %s ms', (offset) => {
    expect(runEvent.safeParse(tapAt('2026-03-02T01:00:00Z', offset)).success).toBe(true);
  });

  it.each([centuryMs + 1, -centuryMs - 1, 9e15, -9e15])('is refused where it is wrong by %s ms', (offset) => {
    expect(runEvent.safeParse(tapAt('2026-03-02T01:00:00Z', offset)).success).toBe(false);
  });

  it.each([
    { at: '2026-03-02T01:00:00Z', offset: 9e15 },
    { at: '2026-03-02T01:00:00Z', offset: -9e15 },
    { at: '9999-12-31T23:59:59Z', offset: 9e15 },
    { at: '0000-01-01T00:00:00Z', offset: -9e15 },
    { at: '9999-12-31T23:59:59Z', offset: null },
    { at: '0000-01-01T00:00:00Z', offset: 0 },
  ])('breaks nothing of the day once it is kept: $at, $offset ms', async ({ at, offset }) => {
    const { drive, store, run, requests, receiving, money, desk, publishing } = await drivenWorld(solver);
    const listed = (await drive.list('hub-1', today)).find((each) => each.run === run.id);
    const items = [{ request: requests[0]!, visit: 1 }];
    const pickup = { pickup: 'p1', place: 'X', grower: '', product: '', ...weighed(50) };
    const deeds: RunDeed[] = [
      { kind: 'left_hub', trip: 0 },
      { kind: 'arrived', items },
      { kind: 'unplanned', ...pickup },
      { kind: 'departed', items },
    ];
    // As they were kept before there was a bound.
    const events = deeds.map((deed, index) => ({
      ...tapAt(at, offset, deed),
      phone: listed!.phones[0]!.id,
      order: index + 1,
      position: { lat: 22.4, lon: 103.2, accuracy_metres: 15 },
    }));
    await store.drive.addEvents(run.id, events, null);
    const read = async () => {
      const told = (await drive.list('hub-1', today)).flatMap((each) => each.events);
      expect(told.map((event) => runEvent.safeParse(event).error)).toEqual(told.map(() => undefined));
      expect((await receiving.get('hub-1', today)).arrivals).not.toEqual([]);
      expect((await money.get('hub-1', today)).lines).not.toEqual([]);
      const driven = await readDrivenDay(store.drive, 'hub-1', today);
      const { runs } = (await store.publications.get('hub-1', today))!; // it was published
      expect(toldTimes(runs, driven, Date.parse('2026-03-02T10:00:00Z')).size).toBeGreaterThan(0);
      expect((await desk.get(record)).arrangement.runs).not.toEqual([]);
    };
    await read();
    const back = { ...tapAt(at, offset), phone: listed!.phones[0]!.id, order: 5 };
    await store.drive.addEvents(run.id, [back], null);
    await read();
    const { edit_version: version, arrangement } = await desk.get(record);
    expect(arrangement.stops.map(({ stop }) => stop)).toContain(`${run.id}-p1`);
    // The desk puts it into its run.
    const to = { run: run.number, trip: 0, position: 1 };
    const on = { ...record, editVersion: version, by: 'user-1' };
    await desk.edit(on, { type: 'move', stops: [`${run.id}-p1`], to });
    await publishing.publish({ ...on, editVersion: version + 1 }, null);
    await read();
  });
});
