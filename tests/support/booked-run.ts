import { randomUUID } from 'node:crypto';
import type { RunEventWire } from '#server/contract/drive.ts';
import type { RunDeed } from '#server/domain/drive/run-event.ts';
import { samplePlan } from '../store/samples.ts';
import type { BookingWorld } from './booking-world.ts';

const day = '2026-03-04';
const at = (time: string) => `${day}T${time}:00+07:00`;
const instant = (time: string) => new Date(at(time)).toISOString();

/** The day planned: one run that leaves at six and is at her place at 7:00, and 45 minutes later at another. */
async function planFor(world: BookingWorld, ids: readonly string[]) {
  const plan = samplePlan();
  const [run] = plan.runs;
  const nothing = { kg: 0, crates: 0, parcels: 0 };
  const stops = ids.map((id, index) => ({
    place: 'Tả Phìn',
    lat: world.hub.lat + 0.1,
    lon: world.hub.lon,
    requests: [id],
    arrival: at(['07:00', '08:00'][index]!),
    start: at(['07:00', '08:00'][index]!),
    departure: at(['07:15', '08:15'][index]!),
    load_after: nothing,
  }));
  const leg = { seconds: 3600, metres: 20_000, geometry: run!.trips[0]!.legs[0]!.geometry };
  const between = { ...leg, seconds: 2700 };
  const trips = [
    {
      start: at('06:00'),
      end: at('09:15'),
      load_at_start: nothing,
      stops,
      legs: [leg, between, leg],
    },
  ];
  const { breaks: _breaks, leaves_at: _leaves, ...plain } = run!;
  const document = { ...plan, date: day, runs: [{ ...plain, trips }], unassigned: [] };
  return world.store.plans.save(world.hub.id, day, document, null);
}

/** The run as the driver has it, and his taps at times of the day. */
async function publish(world: BookingWorld, ids: readonly string[]) {
  const { document, editVersion } = await planFor(world, ids);
  const requests = await world.store.requests.listByDay(world.hub.id, day);
  const frozen = { driver: 'Páo', phone: '0987 111 222', run: document.runs[0]!, requests };
  const on = { editVersion, revision: 0 };
  const told = await world.store.publications.commit(world.hub.id, day, on, {
    kind: 'published',
    runs: [{ number: 1, frozen }],
    by: null,
  });
  const { id: run } = told!.runs[0]!;
  const driver = randomUUID();
  await world.store.drive.bindPhone(run, { id: driver, keyHash: 'k', label: 'Android' });
  let order = 0;
  return (time: string, deed: RunDeed) =>
    world.store.drive.addEvents(
      run,
      [
        {
          id: randomUUID(),
          phone: driver,
          order: ++order,
          at: instant(time),
          clock_offset_ms: 0,
          position: null,
          revision: 1,
          deed: deed as RunEventWire['deed'], // its lists are not to be written to
        },
      ],
      null,
    );
}

/** Bookings of 4 March in a run that is planned, published and driven. */
export const bookedRun = { instant, planFor, publish };
