import type { DeskDrivenRun, DrivenRunWire, RunVersion, ToldVersion } from '#server/contract/drive-run.ts';
import { phoneUntil } from '#server/contract/phone-until.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { RouteStep } from '#server/routing/port.ts';
import type { Regions } from '#server/region/port.ts';
import type { RunPhone, Store, StoredDrivenRun } from '#server/store/port.ts';
import { createHash } from 'node:crypto';
import { requireHub, requireRegion } from '../hubs.ts';
import type { PlanningTools } from '../planning/plan-day.ts';
import type { PhoneOfRun, Services } from '../port.ts';
import { directionsOf, startOf } from '../run-directions.ts';
import { pictureType } from '../picture-type.ts';
import { contactsOf } from './run-contacts.ts';
import { mapAlong } from './run-map.ts';

interface DriveDeps {
  readonly store: Pick<Store, 'drive' | 'hubs' | 'fleet' | 'bookings' | 'cooperatives'>;
  readonly regions: Pick<Regions, 'get' | 'tile'>;
  /** @throws UserError REGION_UNKNOWN */
  readonly toolsOf: (region: string) => Pick<PlanningTools, 'engine'>;
  readonly directionTexts: (steps: readonly RouteStep[], locale: string, destination: string) => string[];
  readonly now: () => string;
  readonly newSecret: () => string;
}

const hourMs = 3_600_000;
/** A link lets phones in until so long after the run. */
const linkMs = 24 * hourMs;

/** The driver's run: links and phones, what a phone takes along, and what it brings back. */
export function makeDrive(deps: DriveDeps): Services['drive'] {
  const { store, now } = deps;
  const { drive } = store;

  const usableLink = async (token: string): Promise<StoredDrivenRun> => {
    const link = await drive.findLink(hashOf(token));
    if (link === null || link.isRevoked) {
      throw new UserError('LINK_UNKNOWN', 'This link is unknown, or the desk has ended it.');
    }
    if (link.expiresAt <= now()) {
      throw new UserError('LINK_EXPIRED', `This link expired at ${link.expiresAt}.`);
    }
    return needRun(link.run);
  };
  const needRun = async (run: string): Promise<StoredDrivenRun> => {
    const found = await drive.get(run);
    if (found === null) throw runUnknown(run);
    return found;
  };
  /** The phone that calls, in whatever state. @throws UserError PHONE_UNKNOWN, PHONE_WAITING, PHONE_REFUSED, LINK_EXPIRED */
  const phoneOf = async ({ run, key }: PhoneOfRun): Promise<RunPhone> => {
    const phone = key === null ? null : await drive.findPhone(run, hashOf(key));
    if (phone === null) throw new UserError('PHONE_UNKNOWN', 'This phone is not bound to the run.');
    if (phone.state === 'waiting') throw new UserError('PHONE_WAITING', 'The desk has not let it in yet.');
    if (phone.state === 'refused') throw new UserError('PHONE_REFUSED', 'The desk refused this phone.');
    return phone;
  };
  /** Of a phone that has the run now. */
  const runOf = async (calling: PhoneOfRun): Promise<{ phone: RunPhone; run: StoredDrivenRun }> => {
    const phone = await phoneOf(calling);
    if (phone.state !== 'bound') {
      throw new UserError('PHONE_UNKNOWN', 'The run went to another phone.');
    }
    const run = await needRun(calling.run);
    assertInTime(run, now());
    return { phone, run };
  };

  return {
    getLink: async (token) => {
      const run = await usableLink(token);
      const hub = await requireHub(store.hubs, run.hub);
      const { frozen } = run.latest;
      return {
        number: run.number,
        date: run.date,
        vehicle: frozen?.run.vehicle ?? '',
        driver: frozen?.driver ?? null,
        hub: hub.name,
        stops: frozen?.run.trips.reduce((sum, { stops }) => sum + stops.length, 0) ?? 0,
      };
    },

    bind: async (token, { phone, key, label }) => {
      const { id: run } = await usableLink(token);
      const bound = await drive.bindPhone(run, { id: phone, keyHash: hashOf(key), label });
      if (bound === null) throw new UserError('PHONE_UNKNOWN', 'The phone gave another key before.');
      return { run, phone: bound.state };
    },

    getRun: async (calling) => {
      const { phone, run } = await runOf(calling);
      return toWire(run, phone.state, deps);
    },

    directions: async (calling, locale) => {
      const { run } = await runOf(calling);
      const { revision, frozen } = run.latest;
      if (frozen === null) throw runUnknown(run.id);
      const hub = await requireHub(store.hubs, run.hub);
      const fleet = await store.fleet.list(run.hub);
      const start = startOf(fleet.find(({ name }) => name === frozen.run.vehicle) ?? null, hub);
      const textsOf = (steps: readonly RouteStep[], to: string) => deps.directionTexts(steps, locale, to);
      const { engine } = deps.toolsOf(hub.region);
      return { revision, legs: await directionsOf(frozen.run, { hub, start }, engine, textsOf) };
    },

    sync: async (calling, events, revision) => {
      const phone = await phoneOf(calling);
      assertOwn(events, [phone]);
      const run = await needRun(calling.run);
      assertInTime(run, now());
      await drive.addEvents(calling.run, events, null);
      const isNews = phone.state === 'bound' && run.latest.revision > revision;
      return {
        now: now(),
        phone: phone.state,
        latest: isNews ? await toTold(run, store) : null,
        // What was added is its own.
        others: run.events.filter((event) => event.phone !== phone.id).length,
      };
    },

    addPicture: async (calling, picture, bytes) => {
      await phoneOf(calling);
      assertInTime(await needRun(calling.run), now());
      const type = pictureType(bytes);
      if (type === null) throw new UserError('PICTURE_UNREADABLE', 'This is no JPEG, PNG or WebP file.');
      await drive.addPicture(calling.run, { id: picture, type, bytes });
    },

    map: async (calling) => {
      const { run } = await runOf(calling);
      const { revision, frozen } = run.latest;
      if (frozen === null) throw runUnknown(run.id);
      const hub = await requireHub(store.hubs, run.hub);
      return {
        revision,
        ...mapAlong(frozen.run, hub, requireRegion(deps.regions, hub.region), deps.regions),
      };
    },

    tile: async (calling, z, x, y) => {
      const { run } = await runOf(calling);
      const hub = await requireHub(store.hubs, run.hub);
      return deps.regions.tile(hub.region, z, x, y);
    },

    placePhoto: async (calling, photo) => {
      const { run } = await runOf(calling);
      const contact = (await contactsOf(run, store)).find((each) => each.photo === photo);
      const found = contact && (await store.bookings.getPhoto(run.hub, contact.request));
      if (found) return found;
      throw new UserError('PICTURE_UNKNOWN', `No place of the run has a photo ${photo}.`, { ids: [photo] });
    },

    addLinks: async (hub, { date, runs, origin, by }) => {
      const published = (await drive.listByDay(hub, date)).filter(({ latest }) => latest.frozen !== null);
      const unknown = (runs ?? []).filter((number) => !published.some((run) => run.number === number));
      if (unknown.length > 0) {
        const ids = unknown.map(String);
        throw new UserError('RUN_UNKNOWN', `Not published: run ${ids.join(', ')}.`, { ids });
      }
      const chosen = published.filter(({ number }) => runs?.includes(number) ?? true);
      const links = chosen.map(({ id, number, latest }) => {
        const secret = deps.newSecret();
        const expiresAt = after(endOf(latest), linkMs);
        return { run: id, number, secret, expiresAt };
      });
      await drive.addLinks(
        links.map(({ run, secret, expiresAt }) => ({
          run,
          tokenHash: hashOf(secret),
          expiresAt,
          createdBy: by,
        })),
      );
      return links.map(({ run, number, secret, expiresAt }) => ({
        run,
        number,
        // Behind the #, so that it is in no log on the way.
        url: `${origin}/drive/#${secret}`,
        expires_at: expiresAt,
      }));
    },

    revoke: async (hub, run) => {
      if (!(await drive.revoke(hub, run))) throw runUnknown(run);
    },

    list: async (hub, date) =>
      (await drive.listByDay(hub, date)).map(({ received, phones, linkUntil, ...run }): DeskDrivenRun => ({
        run: run.id,
        number: run.number,
        latest: run.latest,
        earlier: [...run.earlier],
        events: run.events.map((event) => ({ ...event, received_at: received.get(event.id) ?? event.at })),
        phones: phones.map(({ id, label, state, askedAt }) => ({ id, label, state, asked_at: askedAt })),
        link_until: linkUntil,
      })),

    decidePhone: async (hub, phone, decision, by) => {
      if (await drive.decidePhone(hub, phone, decision === 'let_in', by)) return;
      throw new UserError('PHONE_UNKNOWN', `The hub knows no phone ${phone}.`, { ids: [phone] });
    },

    enterEvents: async (hub, run, events, by) => {
      const found = await drive.get(run);
      if (found?.hub !== hub) throw runUnknown(run);
      const day = await drive.listByDay(hub, found.date);
      assertOwn(events, day.find(({ id }) => id === run)?.phones ?? []);
      return { added: await drive.addEvents(run, events, by) };
    },

    getPicture: async (hub, run, picture) => {
      const found = await drive.getPicture(hub, run, picture);
      if (found === null) {
        throw new UserError('PICTURE_UNKNOWN', `The run has no picture ${picture}.`, { ids: [picture] });
      }
      return found;
    },
  };
}

async function toWire(
  run: StoredDrivenRun,
  phone: RunPhone['state'],
  { store }: DriveDeps,
): Promise<DrivenRunWire> {
  const { name, lat, lon, timezone, currency } = await requireHub(store.hubs, run.hub);
  const settings = await store.hubs.settings(run.hub);
  const products = await store.hubs.products(run.hub);
  return {
    run: run.id,
    number: run.number,
    date: run.date,
    phone,
    hub: { name, lat, lon, phone: settings?.phone ?? '', timezone, currency },
    products: products.map(({ name: product, names, kg_per_crate, kg_per_parcel }) => ({
      name: product,
      names,
      kg_per_crate,
      kg_per_parcel,
    })),
    latest: await toTold(run, store),
    earlier: [...run.earlier],
    events: [...run.events],
  };
}

/** As it was last published, with who is to be called. */
const toTold = async (run: StoredDrivenRun, store: DriveDeps['store']): Promise<ToldVersion> => ({
  ...run.latest,
  contacts: await contactsOf(run, store),
});

/** A phone speaks for itself alone. @throws UserError PHONE_UNKNOWN */
function assertOwn(events: readonly { phone: string }[], phones: readonly RunPhone[]): void {
  const strange = events.find((event) => !phones.some(({ id }) => id === event.phone));
  if (!strange) return;
  throw new UserError('PHONE_UNKNOWN', `A tap is of the phone ${strange.phone}, which is not of this run.`, {
    ids: [strange.phone],
  });
}

function assertInTime({ date }: StoredDrivenRun, at: string): void {
  const until = new Date(phoneUntil(date)).toISOString();
  if (until <= at) throw new UserError('LINK_EXPIRED', `The run could be opened until ${until}.`);
}

/** When the run is back, as it is published. */
const endOf = ({ frozen }: RunVersion): string => frozen?.run.trips.at(-1)?.end ?? '';

const after = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

/** Secrets are random, so a plain digest is enough, and the file never holds one. */
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const runUnknown = (run: string) =>
  new UserError('RUN_UNKNOWN', `There is no published run ${run}.`, { ids: [run] });
