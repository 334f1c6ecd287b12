import type { TextDoubt } from '#server/contract/booking-text.ts';
import type { BookingDraft, BookingStart, TextLine } from '#server/contract/booking.ts';
import { newId } from '#web/shared/phone/ids.ts';

/** Something that a list says, as far as it is clear and has been put right. */
export interface Row {
  /** Of the booking that it becomes: however often it is tapped it is one. */
  readonly id: string;
  readonly line: string;
  readonly member: string | null;
  readonly kind: BookingDraft['kind'];
  readonly product: string | null;
  readonly kg: number | null;
  readonly crates: number | null;
  readonly parcels: number | null;
  readonly place: RowPlace | null;
  /** Places that the name fits. */
  readonly choices: readonly RowPlace[];
  readonly date: string | null;
  readonly from: string;
  readonly until: string;
  /** What the list does not say, or not surely, and nobody has told since. */
  readonly doubts: readonly RowDoubt[];
}

export interface RowPlace {
  readonly name: string;
  readonly near: string | null;
  readonly lat: number;
  readonly lon: number;
}

type RowDoubt = TextDoubt | 'member_missing' | 'member_unclear' | 'date_closed';

/** What a person may put right in a row. */
export type RowField = 'member' | 'product' | 'kg' | 'place' | 'date';

const dayStart = '06:00';
const dayEnd = '18:00';
const lateEnd = '23:59';

/** A row for each booking that the lines say, and the lines that say none. */
export function rowsOf(
  lines: readonly TextLine[],
  { days }: Pick<BookingStart, 'days'>,
): { readonly rows: Row[]; readonly unread: string[] } {
  const rows = lines.flatMap(({ line, members, drafts }) =>
    drafts.map((draft): Row => {
      const isClosed = draft.date !== null && !days.includes(draft.date);
      const [only] = members;
      const from = draft.from ?? dayStart;
      const doubts: RowDoubt[] = draft.doubts.filter((doubt) => !(isClosed && doubt === 'date_past'));
      if (members.length !== 1) doubts.unshift(only ? 'member_unclear' : 'member_missing');
      if (isClosed) doubts.push('date_closed');
      return {
        id: newId(),
        line,
        member: only && members.length === 1 ? only.id : null,
        kind: draft.kind,
        product: draft.product,
        kg: draft.kg,
        crates: draft.crates,
        parcels: draft.parcels,
        place: draft.place,
        choices: draft.choices,
        date: isClosed ? null : draft.date,
        from,
        until: draft.until ?? (from < dayEnd ? dayEnd : lateEnd),
        doubts,
      };
    }),
  );
  // What is to be looked at stands first; it stays there while it is put right.
  rows.sort((a, b) => Number(b.doubts.length > 0) - Number(a.doubts.length > 0));
  return { rows, unread: lines.flatMap(({ line, drafts }) => (drafts.length === 0 ? [line] : [])) };
}

const doubtsOfField: Readonly<Record<RowField, string>> = {
  member: 'member_',
  product: 'product_',
  kg: 'amount_',
  place: 'place_',
  date: 'date_',
};

/** As a person says it; what was in doubt of it is no more. */
export function tell(row: Row, field: RowField, told: Partial<Row>): Row {
  const doubts = row.doubts.filter((doubt) => !doubt.startsWith(doubtsOfField[field]));
  return { ...row, ...told, doubts };
}

/** Null while something is not told; a doubt alone holds nothing up, since a person taps. */
export function bookingOf(row: Row, madeAt: string): BookingDraft | null {
  const { id, member, kind, product, kg, crates, parcels, place, date, from, until } = row;
  const isNamed = kind === 'delivery' || product !== null;
  if (member === null || place === null || date === null || !isNamed || kg === null || !(kg > 0)) return null;
  return {
    id,
    replaces: null,
    member,
    made_at: madeAt,
    kind,
    date,
    place: place.name,
    lat: place.lat,
    lon: place.lon,
    landmark: '',
    photo: null,
    product: product ?? '',
    kg,
    crates,
    parcels,
    ready_from: from,
    ready_until: until,
    harvested_at: null,
  };
}

const key = 'hubward.book.many';

/** Of this tab: a reload goes on where it was, and what was booked stays booked. */
export interface Kept {
  readonly text: string;
  readonly rows: readonly Row[];
  readonly unread: readonly string[];
}

export function readKept(): Kept {
  const kept = sessionStorage.getItem(key);
  return kept === null ? { text: '', rows: [], unread: [] } : (JSON.parse(kept) as Kept); // written here alone
}

export function keep(kept: Kept): void {
  sessionStorage.setItem(key, JSON.stringify(kept));
}
