import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { vroomSolution } from '#server/contract/vroom.ts';
import { runHubward } from '../support/hubward-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'hubward-solve-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string) => join(folder, name);

/** Places on a line, a minute apart. */
const count = 40;
const durations = Array.from({ length: count }, (_, from) =>
  Array.from({ length: count }, (_, to) => Math.abs(from - to) * 60),
);
const problem = {
  vehicles: [1, 2].map((id) => ({ id, start_index: 0, end_index: 0, capacity: [25] })),
  jobs: durations.slice(1).map((_, index) => ({ id: index + 1, location_index: index + 1, pickup: [1] })),
  matrices: { car: { durations } },
};
const planned = {
  ...problem,
  vehicles: [{ ...problem.vehicles[0], time_window: [0, 100], steps: [{ type: 'job', id: 1 }] }],
};
const given = (name: string, content: object | string) => {
  writeFileSync(file(name), typeof content === 'string' ? content : JSON.stringify(content));
  return file(name);
};
given('problem.json', problem);

const solve = (args: readonly string[], onError?: (said: string, kill: () => void) => void) =>
  runHubward(folder, ['solve', ...args], undefined, {
    onError: (said, child) => onError?.(said, () => void child.kill('SIGINT')),
  });
const answerIn = (name: string) => vroomSolution.parse(JSON.parse(readFileSync(file(name), 'utf8')));

describe('hubward solve', () => {
  it('writes the answer to a problem in VROOM’s format', async () => {
    const { code, stderr } = await solve([
      file('problem.json'),
      '--seconds=1',
      '--threads=1',
      `--out=${file('solution.json')}`,
    ]);
    expect(code, stderr).toBe(0);
    const { summary, unassigned } = answerIn('solution.json');
    // One vehicle goes to the end of the line and back; the other must take the 14 that are left, best those nearest.
    expect(summary).toMatchObject({
      routes: 2,
      unassigned: 0,
      cost: 2 * 39 * 60 + 2 * 14 * 60,
      pickup: [39],
    });
    expect(unassigned).toEqual([]);
    expect(stderr).toContain('2 routes');
  });

  it('gives the same bytes again for the same iterations, save for the time it took', async () => {
    const texts: string[] = [];
    for (const name of ['a.json', 'b.json']) {
      const limits = ['--seconds=60', '--threads=2', '--iterations=2000', '--seed=7'];
      expect((await solve([file('problem.json'), ...limits, `--out=${file(name)}`])).code).toBe(0);
      texts.push(readFileSync(file(name), 'utf8').replace(/"computing_times":\{[^}]*\}/, ''));
    }
    expect(texts[0]).toBe(texts[1]);
  });

  it('prints to standard output where no file is named, and prices steps as they stand', async () => {
    const { code, stdout } = await solve(['-c', given('planned.json', planned)]);
    expect(code).toBe(0);
    expect(vroomSolution.parse(JSON.parse(stdout)).summary).toMatchObject({
      cost: 120,
      unassigned: 38,
      violations: [{ cause: 'delay', duration: 20 }],
    });
  });

  it.each([
    ['that is not there', () => file('none.json'), [], 2, /^FILE_UNREADABLE: /],
    [
      'that is not JSON',
      () => given('bad.json', '{'),
      [],
      2,
      /^PROBLEM_INVALID: The problem has an error\.\n {2}problem: it is not JSON/,
    ],
    [
      'with options, which are for the server',
      () => given('options.json', { ...problem, options: { l: 3 } }),
      [],
      2,
      /options: l is for the server/,
    ],
    [
      'with a beginning that cannot be kept',
      () =>
        given('fixed.json', {
          ...problem,
          vehicles: [
            { ...problem.vehicles[0], time_window: [0, 100], fixed_start: [{ type: 'job', id: 1 }] },
          ],
        }),
      [],
      2,
      /^PROBLEM_INVALID: .*\n {2}vehicle 1: fixed_start: it ends 20 s after its time_window\nWhat to do: /,
    ],
    [
      'for a region that is not there',
      () => file('problem.json'),
      ['--region=nowhere'],
      2,
      /^REGION_UNKNOWN: /,
    ],
    [
      'to be written where there is no folder',
      () => file('problem.json'),
      [`--out=${file('no/such/solution.json')}`],
      2,
      /^FILE_UNWRITABLE: /,
    ],
    ['with no threads', () => file('problem.json'), ['--threads=0'], 1, /whole number from 1 to 64/],
  ])('refuses a problem %s, and says what to do', async (_, problemFile, more, exitCode, said) => {
    const { code, stdout, stderr } = await solve([problemFile(), '--seconds=1', ...more]);
    expect([code, stdout]).toEqual([exitCode, '']);
    expect(stderr).toMatch(said);
    if (exitCode === 2) expect(stderr).toMatch(/What to do: /);
  });

  it('keeps the best so far when it is stopped, and nothing when it is stopped again', async () => {
    const args = [file('problem.json'), '--seconds=600', '--threads=1'];
    const once = await solve([...args, `--out=${file('early.json')}`], (said, kill) => {
      if (said.endsWith('planning\n')) kill();
    });
    expect(once.code, once.stderr).toBe(0);
    expect(answerIn('early.json').summary.unassigned).toBe(0);
    const twice = await solve([...args, `--out=${file('stopped.json')}`], (said, kill) => {
      if (said.endsWith('planning\n') || said.endsWith('keep nothing.\n')) kill();
    });
    // The search may have ended between the two; then there is an answer.
    if (twice.code === 0) expect(existsSync(file('stopped.json'))).toBe(true);
    else {
      expect(twice.stderr).toMatch(/INTERRUPTED/);
      expect(existsSync(file('stopped.json'))).toBe(false);
    }
    expect(readdirSync(folder).filter((name) => name.includes('.part-'))).toEqual([]);
  });
});
