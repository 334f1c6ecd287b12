import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createHeadingLookup } from '#server/services/list-import/columns.ts';
import { foldWord } from '#server/services/list-import/fold-text.ts';
import { fleetHeadings, requestHeadings, type Headings } from '#server/services/list-import/headings.ts';
import { kindWords, vehicleWords } from '#server/services/list-import/keywords.ts';
import { headingTable } from '../../../scripts/heading-table.ts';

const tables: Record<string, Readonly<Record<string, Headings>>> = {
  requests: requestHeadings,
  fleet: fleetHeadings,
};

describe.each(Object.entries(tables))('headings of %s', (name, table) => {
  test('mean one column each', () => {
    const seen = new Map<string, string>();
    for (const [column, headings] of Object.entries(table)) {
      for (const heading of new Set([column, ...Object.values(headings).flat()].map(foldWord))) {
        expect(seen.get(heading), `${heading} of ${column}`).toBeUndefined();
        seen.set(heading, column);
      }
    }
  });

  test('are found in upper case, without diacritics, with a unit in brackets or a star', () => {
    const lookup = createHeadingLookup(table);
    for (const [column, headings] of Object.entries(table)) {
      for (const heading of [column, ...Object.values(headings).flat()]) {
        expect(lookup(heading)).toBe(column);
        expect(lookup(` ${heading.toUpperCase()} *`)).toBe(column);
        expect(lookup(heading.normalize('NFD').replaceAll(/\p{M}/gu, ''))).toBe(column);
        expect(lookup(`${heading} (kg)`)).toBe(column);
        expect(lookup(`${heading}（公斤）`)).toBe(column);
        expect(lookup(`${heading} (tonnes)`)).toBeNull();
      }
    }
  });

  test('are all in docs/lists.md', () => {
    const docs = readFileSync(new URL('../../../docs/lists.md', import.meta.url), 'utf8');
    // Run `npx tsx scripts/make-schemas.ts` after a change.
    expect(docs).toContain(headingTable(name, table));
  });
});

test('the words of docs/lists.md are those of the code', () => {
  const docs = readFileSync(new URL('../../../docs/lists.md', import.meta.url), 'utf8');
  const words: Record<string, string> = { ...kindWords, ...vehicleWords };
  for (const [meaning, list] of Object.entries(words)) {
    const row = docs.split('\n').find((line) => line.startsWith(`| \`${meaning}\` | ${meaning}`));
    const documented = row
      ?.split('|')
      .slice(2, -1)
      .flatMap((cell) => cell.trim().split(', '));
    expect(documented).toEqual(list.split(', '));
  }
});
