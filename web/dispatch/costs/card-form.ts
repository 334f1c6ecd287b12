import type { Vehicle } from '#server/contract/fleet.ts';
import { fuelKind, type RateCard, type RateCardDraft } from '#server/contract/rates.ts';
import { readMoney, writeMoney } from '#web/shared/i18n/money-text.ts';

/** Amounts of a card that are one field each, in the order in which they are asked. */
export const moneyFields = [
  'per_day',
  'per_trip',
  'per_driving_hour',
  'per_waiting_hour',
  'per_service_hour',
  'per_overtime_hour',
  'toll_per_trip',
  'loading_per_tonne',
  'loading_per_hour',
  'handling_per_parcel',
  'packaging_per_crate',
  'minimum_charge',
] as const;
type MoneyFieldName = (typeof moneyFields)[number];

interface BandText {
  readonly key: number;
  readonly from: string;
  readonly perKm: string;
}

/** A card as it is typed; amounts in major units. */
export interface CardForm {
  readonly name: string;
  readonly type: string;
  readonly vehicles: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly money: Readonly<Record<MoneyFieldName, string>>;
  readonly bands: readonly BandText[];
  /** Empty: not counted. */
  readonly fuel: string;
  readonly litresEmpty: string;
  readonly litresLoaded: string;
}

/** A card to change. */
export function formOfCard(card: RateCard, currency: string): CardForm {
  const { terms } = card;
  return {
    name: card.name,
    type: card.vehicle_type,
    vehicles: card.vehicles,
    from: card.valid_from,
    until: card.valid_until ?? '',
    money: moneyOf((field) => writeMoney(terms[field], currency)),
    bands: terms.km_bands.map((band, key) => ({
      key,
      from: String(band.from_km),
      perKm: writeMoney(band.per_km, currency),
    })),
    fuel: terms.fuel?.kind ?? '',
    litresEmpty: terms.fuel ? String(terms.fuel.litres_empty) : '',
    litresLoaded: terms.fuel ? String(terms.fuel.litres_loaded) : '',
  };
}

/** A new card for a type, with what its vehicles cost so far. */
export function formOfType(
  type: string,
  like: Vehicle | undefined,
  from: string,
  currency: string,
): CardForm {
  const perHour = writeMoney(like?.cost_per_hour ?? 0, currency);
  const known: Partial<Record<MoneyFieldName, string>> = {
    per_day: writeMoney(like?.fixed_cost ?? 0, currency),
    per_driving_hour: perHour,
    per_waiting_hour: perHour,
    per_service_hour: perHour,
  };
  return {
    name: type,
    type,
    vehicles: [],
    from,
    until: '',
    money: moneyOf((field) => known[field] ?? ''),
    bands: [{ key: 0, from: '0', perKm: writeMoney(like?.cost_per_km ?? 0, currency) }],
    fuel: '',
    litresEmpty: '',
    litresLoaded: '',
  };
}

/** As the server takes it. */
export function draftOfForm(form: CardForm, currency: string): RateCardDraft {
  return {
    name: form.name.trim(),
    vehicle_type: form.type,
    vehicles: [...form.vehicles],
    valid_from: form.from,
    valid_until: form.until === '' ? null : form.until,
    terms: {
      ...moneyOf((field) => readMoney(form.money[field], currency)),
      km_bands: form.bands.map(({ from, perKm }) => ({
        from_km: Number(from),
        per_km: readMoney(perKm, currency),
      })),
      fuel:
        form.fuel === ''
          ? null
          : {
              kind: fuelKind.parse(form.fuel),
              litres_empty: Number(form.litresEmpty),
              litres_loaded: Number(form.litresLoaded),
            },
    },
  };
}

function moneyOf<T>(valueOf: (field: MoneyFieldName) => T): Record<MoneyFieldName, T> {
  // Has each of the names.
  return Object.fromEntries(moneyFields.map((field) => [field, valueOf(field)])) as Record<MoneyFieldName, T>;
}
