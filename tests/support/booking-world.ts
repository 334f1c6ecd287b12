import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { makeAuth } from '#server/auth/auth.ts';
import type { MemberRole } from '#server/contract/cooperative.ts';
import type { Locale } from '#server/contract/basics.ts';
import type { Request } from '#server/contract/request.ts';
import { makeApp } from '#server/http/app.ts';
import { serve } from '#server/http/serve.ts';
import type { GazetteerHit, Regions } from '#server/region/port.ts';
import type { RoutingEngine } from '#server/routing/port.ts';
import { makeBooking } from '#server/services/booking/booking.ts';
import { makeTextBookings } from '#server/services/booking-text/text-bookings.ts';
import { makePush } from '#server/services/push/push.ts';
import { makeCooperatives } from '#server/services/cooperatives.ts';
import { makeHubs } from '#server/services/hubs.ts';
import { makeReadContext } from '#server/services/request-context.ts';
import { makeRequests } from '#server/services/requests.ts';
import type { Services } from '#server/services/port.ts';
import { sampleHub, sampleProducts, sampleRegion, sampleVehicle } from '../store/samples.ts';
import { openMigratedStore } from '../store/temp-store.ts';
import { fakeServices } from './fake-services.ts';

// Of the services that are made up too.
const hub = sampleHub({ id: 'hub-a' });
const region = sampleRegion;

const place = (id: string, name: string, lat: number): GazetteerHit => ({
  id,
  name,
  kind: 'village',
  lat: hub.lat + lat,
  lon: hub.lon,
  near: 'Sìn Hồ',
});
const gazetteer = [place('n1', 'Tả Phìn', 0.1), place('n2', 'Tả Ngảo', 0.2), place('n3', 'Nậm Tăm', 0.3)];
const fold = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll('đ', 'd')
    .toLowerCase();

const regions: Regions = {
  list: () => [region],
  get: () => region,
  gazetteer: () => ({
    search: (text, { exact = false } = {}) =>
      gazetteer.filter(({ name }) => (exact ? fold(name) === fold(text) : fold(name).startsWith(fold(text)))),
    close: () => undefined,
  }),
  tile: () => null,
  folder: () => '',
  close: () => undefined,
};

/** Roads everywhere but beyond half a degree north of the hub. */
const nearest: RoutingEngine['nearest'] = async (points) =>
  points.map(([lon, lat]) => ({
    location: [lon, lat],
    distanceMetres: lat > hub.lat + 0.5 ? 4200 : 30,
    roadName: '',
  }));

export type BookingWorld = Awaited<ReturnType<typeof openBookingWorld>>;

/** A real server over a real file, with a clock of its own, two cooperatives and whoever is added to them. */
export async function openBookingWorld(
  options: { now?: string; webFolder?: string | null; services?: Partial<Services> } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'hubward-booking-'));
  // 2026-03-02 08:00 at the hub.
  let nowMs = Date.parse(options.now ?? '2026-03-02T01:00:00Z');
  const now = () => new Date(nowMs).toISOString();
  const store = openMigratedStore(folder, now);
  await store.hubs.add(hub, sampleProducts);
  await store.hubs.add({ ...hub, id: 'hub-2', name: 'Sa Pa' }, []);
  await store.fleet.replace(hub.id, [sampleVehicle()]);
  const settings = (await store.hubs.settings(hub.id))!;
  await store.hubs.saveSettings(hub.id, { ...settings, cut_off: '17:00', phone: '0231 123 456' });
  let last = 0;
  const newId = () => `made-${++last}`;
  const quoting = { isDown: false, asked: 0 };
  const makeQuote = async () => {
    quoting.asked += 1;
    if (quoting.isDown) throw new Error('no roads');
    const range = { amount: 64_000, low: 52_000, high: 80_000 };
    return { ...range, basis: 'plan' as const, binding_kg: null };
  };
  const deps = {
    store,
    regions,
    now,
    newId,
    snapLimitMetres: 500,
    makeQuote,
    keepQuote: async (_hub: string, { id }: Request) => store.quotes.keep(id, await makeQuote()),
    onQuoteFailure: (error: unknown) => {
      if (!quoting.isDown) throw error;
    },
  };
  const texts = makeTextBookings({ ...deps, readContext: makeReadContext(deps) });
  const refusals = { isExpected: false };
  const push = makePush({
    store,
    now,
    publicUrl: 'https://hub.example.org',
    isPrivateAllowed: true,
    onRefused: (failure) => {
      if (!refusals.isExpected) throw new Error(failure);
    },
  });
  const services: Services = {
    ...fakeServices(),
    push,
    hubs: makeHubs({
      ...deps,
      store: store.hubs,
      lastSeq: (hub) => store.events.lastSeq(hub),
      mapStyleUrl: null,
    }),
    requests: makeRequests({
      ...deps,
      readContext: makeReadContext(deps),
      makeStandingDay: async () => undefined,
    }),
    events: {
      listAfter: store.events.listAfter,
      lastSeq: store.events.lastSeq,
      subscribe: (of, { wake }) => store.events.subscribe(of, wake),
    },
    cooperatives: makeCooperatives(deps),
    booking: makeBooking({
      ...deps,
      readText: texts.read,
      pushKey: push.key,
      toolsOf: () => ({ engine: { nearest } as RoutingEngine }),
    }),
    ...options.services,
  };
  const auth = makeAuth({ ...store, now, randomBytes });
  const limit = { windowSeconds: 60, calls: 100_000 };
  const app = makeApp({
    services,
    auth,
    config: {
      publicUrl: null,
      trustProxy: false,
      webFolder: options.webFolder ?? null,
      mapStyleUrl: null,
      version: '1.2.3',
      vroomApiKey: null,
      vroomBytes: 1_000_000,
    },
    logger: pino({ level: 'silent' }),
    tuning: { checkAnswers: true, limits: { entry: limit, read: limit, write: limit, phone: limit } },
  });
  const served = await serve(app, { host: '127.0.0.1', port: 0, graceSeconds: 1 });
  const draft = { phone: '0231 000 111', locale: 'vi' as const, divides_by: null };
  const ours = await store.cooperatives.add(hub.id, { name: 'HTX Tả Phìn', ...draft });
  const theirs = await store.cooperatives.add(hub.id, { name: 'HTX Nậm Tăm', ...draft });

  return {
    url: served.url,
    store,
    services,
    auth,
    hub,
    ours,
    theirs,
    quoting,
    /** Of notices by push services. */
    refusals,
    now,
    pass: (ms: number) => {
      nowMs += ms;
    },
    addMember: (name: string, of: { role?: MemberRole; cooperative?: string; locale?: Locale } = {}) =>
      store.members.add(hub.id, newId(), {
        cooperative: of.cooperative ?? ours.id,
        name,
        phone: '0912 345 678',
        locale: of.locale ?? 'vi',
        role: of.role ?? 'grower',
      }),
    close: async () => {
      await served.close();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
