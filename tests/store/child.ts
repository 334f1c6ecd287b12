import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { buildTestPrograms } from '../../scripts/build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const programs = {
  writer: 'tests/store/writer-child.ts',
  editor: 'tests/store/edit-child.ts',
  restorer: 'tests/store/restore-child.ts',
} as const;

export interface Child {
  readonly process: ChildProcess;
  /** Whole lines printed so far. */
  lines(): string[];
  /** Ends when the child has printed so many lines; rejects where it ends before. */
  printed(count: number): Promise<void>;
  /** SIGKILL, and all it printed read. */
  kill(): Promise<void>;
}

/** Where the programs are bundled: from source each start would take ten times as long. */
let built = '';

/** Bundles the programs before the tests of a file that start them. */
export function bundleChildren(): void {
  beforeAll(async () => {
    const cache = join(root, 'node_modules/.cache');
    mkdirSync(cache, { recursive: true });
    built = mkdtempSync(join(cache, 'hubward-children-'));
    await buildTestPrograms(programs, built);
  });
  afterAll(() => rmSync(built, { recursive: true, force: true }));
}

/** Runs the writer in a process of its own, which ends with the test at the latest. */
export function startWriter(args: readonly string[]): Child {
  return startChild('writer', args);
}

/** The same with one that edits a plan. */
export function startEditor(args: readonly string[]): Child {
  return startChild('editor', args);
}

/** The same with the restorer. */
export function startRestorer(args: readonly string[]): Child {
  return startChild('restorer', args);
}

function startChild(program: keyof typeof programs, args: readonly string[]): Child {
  const child = spawn(process.execPath, [join(built, `${program}.js`), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines = () => out.split('\n').slice(0, -1);
  const kill = async () => {
    child.kill('SIGKILL');
    await closed;
  };
  onTestFinished(kill);
  return {
    process: child,
    lines,
    kill,
    printed: (count) =>
      new Promise((resolve, reject) => {
        const look = () => lines().length >= count && resolve();
        child.stdout.on('data', look);
        child.once('close', () => reject(new Error(`The child ended early:\n${out}${err}`)));
        look();
      }),
  };
}
