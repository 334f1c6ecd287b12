import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { featureSwitches } from '../../../scripts/feature-switches/all-switches.ts';
import { rowOf } from '../../../scripts/feature-switches/table.ts';

const planner = new URL('../../../server/planner/', import.meta.url);
const document = new URL('../../../docs/planner-features.md', import.meta.url);
const read = (path: string, folder: URL | string) => readFileSync(new URL(path, folder), 'utf8');

describe.each(featureSwitches)('the switch of: $feature', ({ file, find, replace, testFile, test: name }) => {
  test('finds what it changes once', () => {
    expect(read(file, planner).split(find)).toHaveLength(2);
    expect(replace).not.toBe(find);
  });

  test('names a test that there is', () => {
    expect(read(testFile, import.meta.url)).toContain(`  test('${name}', () => {`.trimStart());
  });
});

test('every feature has a name of its own', () => {
  const names = featureSwitches.map(({ feature }) => feature);
  expect(new Set(names).size).toBe(names.length);
});

test('every field of hubs, stops, vehicles and prices is a feature with a switch', () => {
  const model = read('model/problem.ts', planner);
  const switched = new Set(featureSwitches.flatMap(({ field }) => field.split(', ')));
  const isSwitched = (field: string) =>
    [...switched].some((each) => each === field || each.startsWith(`${field}.`));
  const missing = Object.entries({
    hub: 'ProblemHub',
    stop: 'ProblemStop',
    vehicle: 'ProblemVehicle',
    prices: 'ProblemPrices',
  }).flatMap(([name, type]) =>
    fieldsOf(model, type)
      .map((field) => `${name}.${field}`)
      .filter((field) => !isSwitched(field)),
  );
  // where a hub is: without it there is no problem
  expect(missing).toEqual(['hub.place']);
});

test('docs/planner-features.md has them all, each seen to fail', () => {
  // Run `npx tsx scripts/feature-switches.ts --write` after a change.
  const rows = readFileSync(document, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('| yes |'));
  expect(rows).toEqual(featureSwitches.map((each) => `| ${rowOf(each, true).join(' | ')} |`));
});

function fieldsOf(model: string, type: string): string[] {
  const from = model.indexOf(`export interface ${type} {`);
  const body = model.slice(from, model.indexOf('\n}', from));
  return [...body.matchAll(/^ {2}readonly (\w+)/gm)].map((match) => match[1]!);
}
