import { Temporal } from 'temporal-polyfill';
import type { FuelKind, RateCard } from '#server/contract/rates.ts';
import type { Services } from '#server/services/port.ts';

/** Per km in đồng, falling with distance, and what each type burns and is hired for. */
const types: readonly {
  readonly type: string;
  readonly perDay: number;
  readonly perHour: number;
  readonly bands: readonly (readonly [fromKm: number, perKm: number])[];
  readonly fuel: NonNullable<RateCard['terms']['fuel']>;
}[] = [
  {
    type: '0.35 t',
    perDay: 60_000,
    perHour: 35_000,
    bands: [[0, 1_500]],
    fuel: { kind: 'petrol', litres_empty: 3, litres_loaded: 4.5 },
  },
  {
    type: '1.25 t',
    perDay: 250_000,
    perHour: 45_000,
    bands: [
      [0, 9_000],
      [25, 7_000],
      [100, 5_000],
    ],
    fuel: { kind: 'diesel', litres_empty: 10, litres_loaded: 13 },
  },
  {
    type: '2.5 t',
    perDay: 350_000,
    perHour: 50_000,
    bands: [
      [0, 11_000],
      [25, 9_000],
      [100, 6_500],
    ],
    fuel: { kind: 'diesel', litres_empty: 13, litres_loaded: 18 },
  },
  {
    type: '5 t',
    perDay: 600_000,
    perHour: 60_000,
    bands: [
      [0, 15_000],
      [25, 12_000],
      [100, 9_000],
    ],
    fuel: { kind: 'diesel', litres_empty: 18, litres_loaded: 26 },
  },
];

/** Prices per litre in đồng, each from so many days into the season. */
const prices: Readonly<Record<FuelKind, readonly (readonly [day: number, perLitre: number])[]>> = {
  diesel: [
    [0, 18_900],
    [30, 19_600],
    [60, 18_400],
  ],
  petrol: [
    [0, 20_400],
    [45, 21_100],
  ],
};

/** In turn, by village. */
const paidBefore = [
  { kind: 'hired_truck', amount: 450_000, kg_per_trip: 1_000 },
  { kind: 'own_trip', amount: 90_000, kg_per_trip: 60 },
  { kind: 'gate_discount', amount: 1_500_000, kg_per_trip: 1 },
] as const;

/** What a season of the demo costs by: a card for each type, fuel prices that change, and what some villages paid before. */
export async function writeSeasonRates(
  { rates }: Pick<Services, 'rates'>,
  hub: string,
  firstDay: string,
  villages: readonly string[],
): Promise<void> {
  if ((await rates.get(hub)).cards.length > 0) return;
  const first = Temporal.PlainDate.from(firstDay);
  for (const fuel of ['diesel', 'petrol'] as const) {
    for (const [days, perLitre] of prices[fuel]) {
      const from = first.add({ days }).toString();
      await rates.setFuelPrice(hub, { fuel, valid_from: from, price_per_litre: perLitre });
    }
  }
  for (const { type, perDay, perHour, bands, fuel } of types) {
    await rates.addCard(hub, {
      name: type,
      vehicle_type: type,
      vehicles: [],
      valid_from: firstDay,
      valid_until: null,
      terms: {
        per_day: perDay,
        per_trip: 0,
        km_bands: bands.map(([fromKm, perKm]) => ({ from_km: fromKm, per_km: perKm })),
        per_driving_hour: perHour,
        per_waiting_hour: perHour / 2,
        per_service_hour: perHour,
        per_overtime_hour: perHour / 2,
        fuel,
        toll_per_trip: 0,
        loading_per_tonne: 40_000,
        loading_per_hour: 0,
        handling_per_parcel: 300,
        packaging_per_crate: 0,
        minimum_charge: 0,
      },
    });
  }
  for (const [index, place] of villages.entries()) {
    await rates.setBaseline(hub, { place, ...paidBefore[index % paidBefore.length]! }); // below its length
  }
}
