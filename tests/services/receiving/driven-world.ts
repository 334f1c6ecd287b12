import { randomUUID } from 'node:crypto';
import type { RunEventWire } from '#server/contract/drive.ts';
import type { RunDeed } from '#server/domain/drive/run-event.ts';
import { makeMoney } from '#server/services/money/money.ts';
import { makeReceiving } from '#server/services/receiving/receiving.ts';
import type { SolverPool } from '#server/solver-pool/port.ts';
import { today } from '../../store/samples.ts';
import { deskWorld, record } from '../desk/desk-world.ts';

/** A published day with money and receiving, and a phone that is bound to its first run and taps from eight on. */
export async function drivenWorld(solver: SolverPool, of: Parameters<typeof deskWorld>[1] = {}) {
  const world = await deskWorld(solver, of);
  const { desk, publishing, drive, store, on, readDay, setNow } = world;
  let now = '2026-03-02T10:00:00Z';
  const goOn = (instant: string) => {
    now = instant;
    setNow(instant);
  };
  const { edit_version: version } = await desk.get(record);
  const { runs } = await publishing.publish(on(version), null);
  const run = runs[0]!;
  const order = { date: today, runs: [run.number], origin: 'https://hub.example.org', by: 'user-1' };
  const [link] = await drive.addLinks('hub-1', order);
  const phone = randomUUID();
  await drive.bind(link!.url.split('#')[1]!, { phone, key: 'k'.repeat(43), label: 'Android' });
  goOn(now);
  let taps = 0;
  const tap = async (...deeds: RunDeed[]) => {
    const events = deeds.map((deed): RunEventWire => {
      taps += 1;
      const at = new Date(Date.parse('2026-03-02T01:00:00Z') + taps * 300_000).toISOString();
      const event = {
        id: randomUUID(),
        phone,
        order: taps,
        at,
        clock_offset_ms: 0,
        position: { lat: 22.4, lon: 103.2, accuracy_metres: 15 },
        revision: 1,
      };
      // Deeds of the domain have lists that are not to be written to.
      return { ...event, deed: deed as RunEventWire['deed'] };
    });
    await drive.sync({ run: run.id, key: 'k'.repeat(43) }, events, 1);
    return events;
  };
  const receiving = makeReceiving({ store, now: () => now });
  const money = makeMoney({ store, readDay, newId: randomUUID });
  const requests = run.frozen.run.trips.flatMap(({ stops }) => stops.flatMap((stop) => stop.requests));
  return { ...world, run, requests, tap, receiving, money, goOn };
}
