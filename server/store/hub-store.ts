import type { Hub } from '#server/contract/hub.ts';
import { UserError } from '#server/domain/user-error.ts';
import { asc, eq } from 'drizzle-orm';
import type { Executor } from './database.ts';
import type { HubStore } from './port.ts';
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
      return db.select(columns).from(hubs).where(eq(hubs.id, id)).get() ?? null;
    },
    async add(hub, productsOfHub) {
      write(({ tx }) => {
        const namesake = listHubs(tx).find((other) => foldName(other.name) === foldName(hub.name));
        if (namesake !== undefined) {
          throw new UserError('NAME_TAKEN', `There is a hub called ${namesake.name}.`, {
            ids: [namesake.id],
          });
        }
        tx.insert(hubs)
          .values({ ...hub, createdAt: now() })
          .run();
        for (const [position, product] of productsOfHub.entries()) {
          tx.insert(products)
            .values({
              hubId: hub.id,
              id: product.id,
              position,
              name: product.name,
              kgPerCrate: product.kg_per_crate,
              kgPerParcel: product.kg_per_parcel,
              freshnessHours: product.freshness_hours,
            })
            .run();
        }
      });
      return hub;
    },
    async products(hub) {
      return db
        .select({
          id: products.id,
          name: products.name,
          kg_per_crate: products.kgPerCrate,
          kg_per_parcel: products.kgPerParcel,
          freshness_hours: products.freshnessHours,
        })
        .from(products)
        .where(eq(products.hubId, hub))
        .orderBy(asc(products.position))
        .all();
    },
  };
}

function listHubs(db: Executor): Hub[] {
  return db.select(columns).from(hubs).orderBy(asc(hubs.seq)).all();
}

/** Throws UserError HUB_UNKNOWN. */
export function assertHub(db: Executor, id: string): void {
  if (db.select({ id: hubs.id }).from(hubs).where(eq(hubs.id, id)).get() === undefined) {
    throw new UserError('HUB_UNKNOWN', `There is no hub with id ${id}.`, { ids: [id] });
  }
}
