import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vroomFiguresOf, type Figures } from './peer-figures.ts';

/** The groups that the benchmark's table has a row for, and `days`: every rural day there is. */
export const setNames = ['x', 'tw', 'rural200', 'rural500', 'far', 'large', 'days'] as const;
export type SetName = (typeof setNames)[number];

/** Limits in seconds at which a set is solved where none are asked for. */
export const usualSeconds: Readonly<Record<SetName, readonly number[]>> = {
  x: [10, 30],
  tw: [10],
  rural200: [10],
  rural500: [20, 1],
  far: [10],
  large: [60, 600],
  days: [10],
};

export interface BenchCase {
  readonly name: string;
  /** Arguments to node that print the problem in VROOM's format. */
  readonly source: readonly string[];
  /** Best known, or VROOM's; null where there is neither. */
  readonly reference: Figures | null;
}

const profiles = ['mixed', 'tight', 'surge', 'far'];
const seeds = [1, 2, 3];

/** The cases of a set; `folder` is that of the developers' benchmark data. */
export function casesOf(set: SetName, folder: string): BenchCase[] {
  const days = (profiles: readonly string[], size: number) =>
    profiles.flatMap((profile) => seeds.map((seed) => ruralDay(`${profile} ${size} ${seed}`, folder)));
  switch (set) {
    case 'x':
      return instances('.vrp', folder);
    case 'tw':
      return instances('.txt', folder);
    case 'rural200':
      return days(['mixed', 'tight', 'surge'], 200);
    case 'rural500':
      return ['mixed 500 1', 'tight 500 2', 'surge 500 3'].map((name) => ruralDay(name, folder));
    case 'far':
      return days(['far'], 200);
    case 'large':
      return [ruralDay('surge 2000 1', folder)];
    case 'days':
      return [100, 200, 500].flatMap((size) => days(profiles, size));
  }
}

function instances(ending: string, folder: string): BenchCase[] {
  const best = bestKnown(folder);
  const files = readdirSync(join(folder, 'instances')).filter((file) => file.endsWith(ending));
  return files.sort().map((file) => {
    const name = file.slice(0, -ending.length);
    const cost = best.get(name);
    return {
      name,
      source: [join(folder, 'to-vroom.mjs'), join(folder, 'instances', file)],
      reference: cost === undefined ? null : { cost, unserved: 0 },
    };
  });
}

function bestKnown(folder: string): Map<string, number> {
  const [, ...rows] = readFileSync(join(folder, 'best-known.csv'), 'utf8').trim().split('\n');
  return new Map(
    rows.map((row) => {
      const [name = '', cost] = row.split(',');
      return [name, Number(cost)];
    }),
  );
}

/** Named by profile, number of pickups and the generator's seed. */
function ruralDay(name: string, folder: string): BenchCase {
  const [profile = '', size = '', seed = ''] = name.split(' ');
  const source = [join(folder, 'rural-gen.mjs'), '--profile', profile, '--n', size, '--seed', seed];
  return { name, source, reference: vroomFiguresOf(name) };
}

/** The problem of a case as VROOM's JSON. */
export function problemText({ source }: BenchCase): string {
  return execFileSync(process.execPath, source, { maxBuffer: 2 ** 30, encoding: 'utf8' });
}
