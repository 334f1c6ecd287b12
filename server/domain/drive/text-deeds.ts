import { eventIdOf, orderOfEvent } from './event-id.ts';
import {
  type Collected,
  missedReasons,
  partlyReasons,
  type RunDeed,
  type RunItem,
  vehicleFaults,
} from './run-event.ts';
import { textDigest } from './text-digest.ts';

/** All of it was taken, or why not. */
const partlyWords = [null, ...partlyReasons];
const noProof = { note: '', photo: null, consent: null } as const;

/** A deed as words between points; null: it is not told by text. `indexOf`: an item's place in the run. */
export function writeDeed(deed: RunDeed, phone: string, indexOf: (item: RunItem) => number): string | null {
  const join = (kind: string, ...values: readonly (number | null)[]): string =>
    [kind, ...values.map((value) => (value === null ? '' : Math.round(value).toString(36)))].join('.');
  const grams = (kg: number | null): number | null => (kg === null ? null : kg * 1_000);
  const apart = (products: Collected['products']): string =>
    products.map(({ product, kg }) => join(`.${textDigest(product)}`, grams(kg))).join('');
  switch (deed.kind) {
    case 'accepted':
      return 'a';
    case 'declined':
      return 'd';
    case 'seen':
      return 's';
    case 'checked':
      return join('k', deed.odometer_km, ...deed.faults.map((fault) => vehicleFaults.indexOf(fault)));
    case 'left_hub':
      return join('l', deed.trip);
    case 'at_hub':
      return join('h', deed.trip);
    case 'arrived':
      return join('r', ...deed.items.map(indexOf));
    case 'departed':
      return join('g', ...deed.items.map(indexOf));
    case 'collected': {
      const { kg, crates, parcels, crates_back: back, tare_kg: tare, partly } = deed;
      const counts = [grams(kg), crates, parcels, back, grams(tare), partlyWords.indexOf(partly)];
      return join('c', indexOf(deed.item), ...counts) + apart(deed.products);
    }
    case 'missed':
      return join('m', indexOf(deed.item), missedReasons.indexOf(deed.reason));
    case 'goods_refused':
      return join('x', indexOf(deed.item), grams(deed.kg), deed.crates, deed.parcels);
    case 'delivered':
      return join('v', indexOf(deed.item), grams(deed.kg), deed.crates, deed.parcels);
    case 'unplanned': {
      const { kg, crates, parcels, crates_back: back, tare_kg: tare } = deed;
      const counts = join('u', grams(kg), crates, parcels, back, grams(tare));
      return `${counts}.${deed.pickup}${apart(deed.products)}`;
    }
    case 'undone': {
      const order = orderOfEvent(phone, deed.event);
      return order === null ? null : join('n', order);
    }
    case 'back': {
      const { odometer_km: km, fuel_litres: litres, fuel_paid: fuel, tolls_paid: tolls } = deed;
      return join('b', km, grams(litres), fuel, tolls, deed.waiting_minutes);
    }
    case 'position':
      return null;
  }
}

/** The other way round; null: it is no deed. `products`: names that it may mean. */
export function readDeed(
  words: readonly string[],
  phone: string,
  items: readonly RunItem[],
  products: readonly string[],
): RunDeed | null {
  const [kind, ...rest] = words;
  const values = rest.map((word) => (word === '' ? null : Number.parseInt(word, 36)));
  const whole = (at: number): number => values[at] ?? 0;
  const kg = (at: number): number => whole(at) / 1_000;
  const item = items[whole(0)];
  const load = (at: number) => ({ kg: kg(at), crates: whole(at + 1), parcels: whole(at + 2) });
  const apart = (from: number): Collected['products'] => {
    const told = rest.slice(from).flatMap((word, at) => {
      if (at % 2 === 1) return [];
      const meant = products.filter((product) => textDigest(product) === word);
      return [{ product: meant.length === 1 ? meant[0] : undefined, kg: kg(from + at + 1) }];
    });
    const known = told.flatMap(({ product, kg }) => (product === undefined ? [] : [{ product, kg }]));
    // Parts that are not all known would not be the whole: they come with the tap itself.
    return known.length === told.length ? known : [];
  };
  const weighed = (at: number, from: number) => ({
    ...load(at),
    crates_back: whole(at + 3),
    tare_kg: kg(at + 4),
    products: apart(from),
    ...noProof,
  });
  switch (kind) {
    case 'a':
      return { kind: 'accepted' };
    case 'd':
      return { kind: 'declined', reason: '' };
    case 's':
      return { kind: 'seen' };
    case 'k': {
      const found = values.slice(1).flatMap((at) => vehicleFaults[at ?? -1] ?? []);
      return { kind: 'checked', odometer_km: values[0] ?? null, faults: found, note: '' };
    }
    case 'l':
      return { kind: 'left_hub', trip: whole(0) };
    case 'h':
      return { kind: 'at_hub', trip: whole(0) };
    case 'r':
    case 'g': {
      const named = values.flatMap((at) => items[at ?? -1] ?? []);
      return named.length === 0 ? null : { kind: kind === 'r' ? 'arrived' : 'departed', items: named };
    }
    case 'c':
      return item
        ? { kind: 'collected', item, partly: partlyWords[whole(6)] ?? null, ...weighed(1, 7) }
        : null;
    case 'm':
      return item ? { kind: 'missed', item, reason: missedReasons[whole(1)] ?? 'other', ...noProof } : null;
    case 'x':
      return item ? { kind: 'goods_refused', item, reason: '', ...load(1), ...noProof } : null;
    case 'v':
      return item ? { kind: 'delivered', item, to: '', ...load(1), ...noProof } : null;
    case 'u':
      return {
        kind: 'unplanned',
        pickup: rest[5] ?? '',
        place: '',
        grower: '',
        product: '',
        ...weighed(0, 6),
      };
    case 'n':
      return { kind: 'undone', event: eventIdOf(phone, whole(0)) };
    case 'b': {
      const litres = values[1] ?? null;
      return {
        kind: 'back',
        odometer_km: values[0] ?? null,
        fuel_litres: litres === null ? null : litres / 1_000,
        fuel_paid: values[2] ?? null,
        tolls_paid: values[3] ?? null,
        waiting_minutes: values[4] ?? null,
        note: '',
      };
    }
    default:
      return null;
  }
}
