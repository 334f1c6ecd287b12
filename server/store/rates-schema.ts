import type { FuelKind, RateCard, ShareRules, VillageBaseline } from '#server/contract/rates.ts';
import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { hubs } from './schema.ts';

const hubId = () =>
  text('hub_id')
    .notNull()
    .references(() => hubs.id);

/** What vehicles cost from a day on. It names types and vehicles, which come and go with the fleet's lists. */
export const rateCards = sqliteTable(
  'rate_cards',
  {
    id: text('id').primaryKey(),
    hubId: hubId(),
    name: text('name').notNull(),
    vehicleType: text('vehicle_type').notNull(),
    vehicles: text('vehicles', { mode: 'json' }).$type<string[]>().notNull(),
    validFrom: text('valid_from').notNull(),
    validUntil: text('valid_until'),
    terms: text('terms', { mode: 'json' }).$type<RateCard['terms']>().notNull(),
  },
  (table) => [index('rate_cards_hub').on(table.hubId)],
);

export const fuelPrices = sqliteTable(
  'fuel_prices',
  {
    hubId: hubId(),
    fuel: text('fuel').$type<FuelKind>().notNull(),
    validFrom: text('valid_from').notNull(),
    pricePerLitre: integer('price_per_litre').notNull(),
  },
  (table) => [primaryKey({ columns: [table.hubId, table.fuel, table.validFrom] })],
);

export const villageBaselines = sqliteTable(
  'village_baselines',
  {
    hubId: hubId(),
    place: text('place').notNull(),
    kind: text('kind').$type<VillageBaseline['kind']>().notNull(),
    amount: integer('amount').notNull(),
    kgPerTrip: real('kg_per_trip').notNull(),
  },
  (table) => [primaryKey({ columns: [table.hubId, table.place] })],
);

/** Rules of sharing that a hub has chosen; without a row the usual ones. */
export const shareRules = sqliteTable('share_rules', {
  hubId: hubId().primaryKey(),
  missedStop: text('missed_stop').$type<ShareRules['missed_stop']>().notNull(),
  billedBy: text('billed_by').$type<ShareRules['billed_by']>().notNull().default('fair'),
  quotesBind: integer('quotes_bind', { mode: 'boolean' }).notNull().default(false),
});
