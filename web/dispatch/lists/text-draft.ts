import type { DeskTextDraft } from '#server/contract/booking-text.ts';
import type { RequestDraft } from '#server/contract/request.ts';
import type { ChosenPlace } from './place-field.tsx';

export type TextDoubt = DeskTextDraft['doubts'][number];

/** A draft of a message as it is being looked over; fields hold what is typed. */
export interface TextForm {
  readonly key: number;
  readonly kind: 'pickup' | 'delivery';
  readonly place: ChosenPlace;
  readonly choices: DeskTextDraft['choices'];
  readonly product: string;
  readonly kg: string;
  readonly isKgDerived: boolean;
  readonly crates: string;
  readonly parcels: string;
  readonly date: string;
  readonly from: string;
  readonly until: string;
  readonly doubts: readonly TextDoubt[];
}

const text = (value: number | string | null): string => (value === null ? '' : String(value));

export function formOf(draft: DeskTextDraft, key: number): TextForm {
  const { place, choices } = draft;
  return {
    key,
    kind: draft.kind,
    place: { text: place?.name ?? choices[0]?.name ?? '', hit: place },
    choices,
    product: draft.product ?? '',
    kg: text(draft.kg),
    isKgDerived: draft.kg_derived,
    crates: text(draft.crates),
    parcels: text(draft.parcels),
    date: text(draft.date),
    from: text(draft.from),
    until: text(draft.until),
    doubts: draft.doubts,
  };
}

/** What of a doubt is settled by changing a field. */
const fieldOfDoubt: Readonly<Record<TextDoubt, keyof TextForm>> = {
  amount_missing: 'kg',
  amount_unclear: 'kg',
  date_missing: 'date',
  date_past: 'date',
  date_unclear: 'date',
  place_missing: 'place',
  place_unclear: 'place',
  product_missing: 'product',
  product_unclear: 'product',
};

/** The form with a part of it changed; whoever changed it knows better than the message. */
export function changed(form: TextForm, part: Partial<TextForm>): TextForm {
  const doubts = form.doubts.filter((doubt) => !(fieldOfDoubt[doubt] in part));
  return { ...form, ...part, doubts, isKgDerived: form.isKgDerived && part.kg === undefined };
}

export const doubtOf = (form: TextForm, field: keyof TextForm): TextDoubt | undefined =>
  form.doubts.find((doubt) => fieldOfDoubt[doubt] === field);

/** Whether it says all that a request needs. */
export const isWhole = ({ place, kg, date }: TextForm): boolean =>
  place.text.trim() !== '' && Number(kg) > 0 && date !== '';

export function draftOf(form: TextForm): RequestDraft {
  const { hit, text: name } = form.place;
  return {
    kind: form.kind,
    date: form.date,
    place: name.trim(),
    ...(hit && { lat: hit.lat, lon: hit.lon }),
    product: form.product.trim(),
    kg: Number(form.kg),
    ...(form.crates !== '' && { crates: Number(form.crates) }),
    ...(form.parcels !== '' && { parcels: Number(form.parcels) }),
    ...(form.from !== '' && { ready_from: form.from }),
    ...(form.until !== '' && { ready_until: form.until }),
    largest_vehicle: 'heavy',
    priority: 0,
  };
}
