import type { RateCard, ShareRules } from '#server/contract/rates.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { assertHub } from './hub-store.ts';
import type { RatesStore } from './port.ts';
import { prepared } from './prepared.ts';
import { fuelPrices, rateCards, shareRules, villageBaselines } from './rates-schema.ts';
import type { Writer } from './writer.ts';

export function makeRatesStore({ db, write }: Writer): RatesStore {
  const changed = { type: 'rates.changed', data: {} } as const;
  return {
    async get(hub) {
      return {
        cards: readCards(db, hub),
        fuel_prices: db
          .select({
            fuel: fuelPrices.fuel,
            valid_from: fuelPrices.validFrom,
            price_per_litre: fuelPrices.pricePerLitre,
          })
          .from(fuelPrices)
          .where(eq(fuelPrices.hubId, hub))
          .orderBy(asc(fuelPrices.fuel), asc(fuelPrices.validFrom))
          .all(),
        baselines: db
          .select({
            place: villageBaselines.place,
            kind: villageBaselines.kind,
            amount: villageBaselines.amount,
            kg_per_trip: villageBaselines.kgPerTrip,
          })
          .from(villageBaselines)
          .where(eq(villageBaselines.hubId, hub))
          .orderBy(asc(villageBaselines.place))
          .all(),
        share_rules: readShareRules(db, hub),
      };
    },
    async shareRules(hub) {
      return readShareRules(db, hub);
    },
    async putCard(hub, { id, ...draft }) {
      write(({ tx, append }) => {
        assertHub(tx, hub);
        const columns = {
          name: draft.name,
          vehicleType: draft.vehicle_type,
          vehicles: draft.vehicles,
          validFrom: draft.valid_from,
          validUntil: draft.valid_until,
          terms: draft.terms,
        };
        tx.insert(rateCards)
          .values({ id, hubId: hub, ...columns })
          .onConflictDoUpdate({ target: rateCards.id, set: columns })
          .run();
        append(hub, changed);
      });
    },
    async removeCard(hub, id) {
      write(({ tx, append }) => {
        const { changes } = tx
          .delete(rateCards)
          .where(and(eq(rateCards.hubId, hub), eq(rateCards.id, id)))
          .run();
        if (changes === 0) {
          throw new UserError('RATE_CARD_UNKNOWN', `There is no rate card with id ${id}.`, { ids: [id] });
        }
        append(hub, changed);
      });
    },
    async putBaseline(hub, { place, kg_per_trip: kgPerTrip, ...baseline }) {
      write(({ tx, append }) => {
        assertHub(tx, hub);
        const columns = { ...baseline, kgPerTrip };
        tx.insert(villageBaselines)
          .values({ hubId: hub, place, ...columns })
          .onConflictDoUpdate({ target: [villageBaselines.hubId, villageBaselines.place], set: columns })
          .run();
        append(hub, changed);
      });
    },
    async putShareRules(hub, { missed_stop: missedStop, billed_by: billedBy, quotes_bind: quotesBind }) {
      const columns = { missedStop, billedBy, quotesBind };
      write(({ tx, append }) => {
        assertHub(tx, hub);
        tx.insert(shareRules)
          .values({ hubId: hub, ...columns })
          .onConflictDoUpdate({ target: shareRules.hubId, set: columns })
          .run();
        append(hub, changed);
      });
    },
    async putFuelPrice(hub, { fuel, valid_from: validFrom, price_per_litre: pricePerLitre }) {
      write(({ tx, append }) => {
        assertHub(tx, hub);
        tx.insert(fuelPrices)
          .values({ hubId: hub, fuel, validFrom, pricePerLitre })
          .onConflictDoUpdate({
            target: [fuelPrices.hubId, fuelPrices.fuel, fuelPrices.validFrom],
            set: { pricePerLitre },
          })
          .run();
        append(hub, changed);
      });
    },
  };
}

const usualRules: ShareRules = { missed_stop: 'request', billed_by: 'fair', quotes_bind: false };

/** Asked for at every booking. */
const rulesOfHub = prepared((db) =>
  db
    .select({
      missed_stop: shareRules.missedStop,
      billed_by: shareRules.billedBy,
      quotes_bind: shareRules.quotesBind,
    })
    .from(shareRules)
    .where(eq(shareRules.hubId, sql.placeholder('hub')))
    .prepare(),
);

function readShareRules(db: Executor, hub: string): ShareRules {
  return rulesOfHub(db).get({ hub }) ?? usualRules;
}

function readCards(db: Executor, hub: string): RateCard[] {
  return db
    .select({
      id: rateCards.id,
      name: rateCards.name,
      vehicle_type: rateCards.vehicleType,
      vehicles: rateCards.vehicles,
      valid_from: rateCards.validFrom,
      valid_until: rateCards.validUntil,
      terms: rateCards.terms,
    })
    .from(rateCards)
    .where(eq(rateCards.hubId, hub))
    .orderBy(asc(rateCards.vehicleType), asc(rateCards.validFrom), asc(rateCards.id))
    .all();
}
