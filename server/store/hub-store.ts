import type { Hub, Product } from '#server/contract/hub.ts';
import { UserError } from '#server/domain/user-error.ts';
import { asc, eq, sql } from 'drizzle-orm';
import type { Executor } from './database.ts';
import type { HubStore } from './port.ts';
import { prepared } from './prepared.ts';
import { hubs, products } from './schema.ts';
import type { Writer } from './writer.ts';

const foldName = (name: string) => name.trim().normalize('NFC').toLowerCase();

const columns = {
  id: hubs.id,
  name: hubs.name,
  lat: hubs.lat,
  lon: hubs.lon,
  timezone: hubs.timezone,
  currency: hubs.currency,
  region: hubs.region,
};

export function makeHubStore({ db, write, now }: Writer): HubStore {
  return {
    async list() {
      return listHubs(db);
    },
    async get(id) {
      return oneHub(db).get({ id }) ?? null;
    },
    async add(hub, productsOfHub) {
      write(({ tx }) => {
        assertNameIsFree(tx, hub.name, null);
        tx.insert(hubs)
          .values({ ...hub, createdAt: now() })
          .run();
        insertProducts(tx, hub.id, productsOfHub);
      });
      return hub;
    },
    async settings(id) {
      return settingsOfHub(db).get({ id }) ?? null;
    },
    async saveSettings(id, settings) {
      write(({ tx, append }) => {
        assertHub(tx, id);
        assertNameIsFree(tx, settings.name, id);
        const {
          unloading_minutes: unloadingMinutes,
          cut_off: cutOff,
          keep_positions_days: keepPositionsDays,
          ...same
        } = settings;
        tx.update(hubs)
          .set({ ...same, unloadingMinutes, cutOff, keepPositionsDays })
          .where(eq(hubs.id, id))
          .run();
        append(id, { type: 'hub.changed', data: {} });
      });
    },
    async saveProducts(id, list) {
      write(({ tx, append }) => {
        assertHub(tx, id);
        const names = list.map(({ name }) => foldName(name));
        const twice = list.filter(({ name }, index) => names.indexOf(foldName(name)) < index);
        if (twice.length > 0) {
          throw new UserError('NAME_TAKEN', `Several products are called ${twice[0]!.name}.`, {
            ids: twice.map(({ name }) => name),
          });
        }
        tx.delete(products).where(eq(products.hubId, id)).run();
        insertProducts(tx, id, list);
        append(id, { type: 'hub.changed', data: {} });
      });
    },
    async products(hub) {
      return productsOfHub(db).all({ hub });
    },
  };
}

const settingColumns = {
  name: hubs.name,
  lat: hubs.lat,
  lon: hubs.lon,
  phone: hubs.phone,
  receiving: hubs.receiving,
  docks: hubs.docks,
  unloading_minutes: hubs.unloadingMinutes,
  cut_off: hubs.cutOff,
  keep_positions_days: hubs.keepPositionsDays,
};

const productColumns = {
  id: products.id,
  name: products.name,
  names: products.names,
  picture: products.picture,
  kg_per_crate: products.kgPerCrate,
  kg_per_parcel: products.kgPerParcel,
  freshness_hours: products.freshnessHours,
};

// Asked for at every booking.
const isHub = eq(hubs.id, sql.placeholder('id'));
const oneHub = prepared((db) => db.select(columns).from(hubs).where(isHub).prepare());
const settingsOfHub = prepared((db) => db.select(settingColumns).from(hubs).where(isHub).prepare());
const productsOfHub = prepared((db) =>
  db
    .select(productColumns)
    .from(products)
    .where(eq(products.hubId, sql.placeholder('hub')))
    .orderBy(asc(products.position))
    .prepare(),
);

function assertNameIsFree(db: Executor, name: string, own: string | null): void {
  const namesake = listHubs(db).find((other) => foldName(other.name) === foldName(name) && other.id !== own);
  if (namesake !== undefined) {
    throw new UserError('NAME_TAKEN', `There is a hub called ${namesake.name}.`, { ids: [namesake.id] });
  }
}

function insertProducts(tx: Executor, hubId: string, list: readonly Product[]): void {
  for (const [position, product] of list.entries()) {
    tx.insert(products)
      .values({
        hubId,
        id: product.id,
        position,
        name: product.name,
        names: product.names,
        picture: product.picture,
        kgPerCrate: product.kg_per_crate,
        kgPerParcel: product.kg_per_parcel,
        freshnessHours: product.freshness_hours,
      })
      .run();
  }
}

function listHubs(db: Executor): Hub[] {
  return db.select(columns).from(hubs).orderBy(asc(hubs.seq)).all();
}

/** Throws UserError HUB_UNKNOWN. */
export function assertHub(db: Executor, id: string): void {
  if (oneHub(db).get({ id }) === undefined) {
    throw new UserError('HUB_UNKNOWN', `There is no hub with id ${id}.`, { ids: [id] });
  }
}
