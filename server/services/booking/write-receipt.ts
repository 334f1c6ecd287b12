import type { BookingReceipt } from '#server/contract/booking.ts';
import type { DayMoney, MoneyRun } from '#server/contract/money.ts';

/** What the request came to on its settled day; null where the day has no such request in a run. */
export function writeReceipt(
  { runs, lines, settled, entries }: Pick<DayMoney, 'runs' | 'lines' | 'settled' | 'entries'>,
  request: string,
): BookingReceipt | null {
  const line = lines.find((each) => each.request === request);
  if (!line) return null;
  const own = entries.filter((entry) => entry.request === request);
  const { booked_kg, weighed_kg, products, parcels, parts, alone, baseline, quote, billed, billed_by } = line;
  return {
    booked_kg,
    weighed_kg,
    products,
    parcels,
    parts,
    alone,
    baseline,
    quote,
    billed,
    billed_by,
    is_divided: settled !== null && billed_by !== settled.basis,
    corrections: own.flatMap(({ kind, amount, note }) => (kind === 'correction' ? [{ amount, note }] : [])),
    paid: own.reduce((sum, { kind, amount }) => sum + (kind === 'payment' ? amount : 0), 0),
    ways: runs.filter(({ run }) => line.runs.includes(run)).map((run) => wayOf(run, request)),
  };
}

/** Others' farms are nobody's business: about a kilometre is enough for a picture. */
function wayOf({ way }: MoneyRun, request: string): BookingReceipt['ways'][number] {
  const rounded = (degrees: number) => Math.round(degrees * 100) / 100;
  return way.map(({ lat, lon, requests }) => ({
    lat: rounded(lat),
    lon: rounded(lon),
    kind: requests.length === 0 ? 'hub' : requests.includes(request) ? 'own' : 'stop',
  }));
}
