import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Locale } from '#server/contract/basics.ts';
import { type TextDraft, textDraft } from '#server/contract/booking-text.ts';
import { fold } from '#server/region/fold.ts';
import { readBookingText, type TextTools } from '#server/services/booking-text/read-booking-text.ts';

interface Case {
  readonly language: Locale;
  readonly text: string;
  readonly drafts: readonly TextDraft[];
}

interface Context {
  readonly now: string;
  readonly places: readonly { id: string; name: string; names: Record<string, string>; district: string }[];
  readonly products: readonly { id: string; name: string; names: Partial<Record<Locale, string[]>> }[];
}

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as T;
const context = read<Context>('context.json');

const tools: TextTools = {
  today: context.now.slice(0, 10),
  products: context.products,
  findPlaces: (text) =>
    context.places
      .filter(({ name, names }) => [name, ...Object.values(names)].some((each) => fold(each) === fold(text)))
      .map(({ id, name, district }) => ({ id, name, near: district })),
  beginsAPlace: (word) => context.places.some(({ name }) => fold(name).startsWith(`${fold(word)} `)),
};

describe.each(['messages.json', 'messages-by-another-hand.json'])('%s', (name) => {
  const cases = read<Case[]>(name);

  it.each(cases.map((each) => [each.language, each.text.replaceAll('\n', ' ⏎ '), each] as const))(
    '%s: %s',
    (_language, _text, { text, drafts }) => {
      const found = readBookingText(text, tools).map(({ draft }) => draft);
      expect(found).toEqual(drafts);
      for (const draft of found) textDraft.parse(draft);
    },
  );
});
