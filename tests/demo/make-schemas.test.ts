import { existsSync, readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { planDocument } from '#server/contract/plan.ts';
import { fleetHeadings, requestHeadings } from '#server/services/list-import/headings.ts';
import { makeDemoDay } from '../../scripts/demo/make-day.ts';
import { fleetRow, requestRow } from '../../scripts/list-row-schemas.ts';
import { makeDocuments } from '../../scripts/make-schemas.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

// After a change of the contract: npx tsx scripts/make-schemas.ts
test.each([...makeDocuments()])('%s is current', (path, text) => {
  expect(read(path)).toBe(text);
});

describe('rows', () => {
  test('have the columns that lists are read by', () => {
    expect(Object.keys(requestRow.shape)).toEqual(Object.keys(requestHeadings));
    expect(Object.keys(fleetRow.shape)).toEqual(Object.keys(fleetHeadings));
  });

  test.each([
    ['data/demo/requests.csv', requestRow],
    ['data/demo/fleet.csv', fleetRow],
  ])('of %s keep to the schema', (path, schema) => {
    const { data } = Papa.parse<Record<string, string>>(read(path), { header: true, skipEmptyLines: true });
    expect(data.length).toBeGreaterThan(3);
    for (const row of data) {
      const filled = Object.entries(row).filter(([, text]) => text !== '');
      const typed = filled.map(([key, text]) => [key, /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text]);
      expect(schema.safeParse(Object.fromEntries(typed)).error, row['id']).toBeUndefined();
    }
  });
});

test('the example lists are the demo’s', () => {
  const { requestsCsv, fleetCsv } = makeDemoDay('2026-03-02');
  expect(read('data/demo/requests.csv')).toBe(requestsCsv);
  expect(read('data/demo/fleet.csv')).toBe(fleetCsv);
});

test('the example plan is one', () => {
  expect(existsSync(new URL('../../data/demo/plan.json', import.meta.url))).toBe(true);
  const plan = planDocument.parse(JSON.parse(read('data/demo/plan.json')));
  const asked = read('data/demo/requests.csv').trim().split('\n').length - 1;
  const planned = plan.runs.flatMap(({ trips }) =>
    trips.flatMap(({ stops }) => stops.flatMap((stop) => stop.requests)),
  );
  expect(planned.length + plan.unassigned.length).toBe(asked);
});
