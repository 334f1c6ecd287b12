import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const boot = fileURLToPath(new URL('../../server/entry-boot.mjs', import.meta.url));

export interface Child {
  readonly process: ChildProcess;
  /** Whole lines printed so far. */
  lines(): string[];
  /** Ends when the child has printed so many lines; rejects where it ends before. */
  printed(count: number): Promise<void>;
  /** SIGKILL, and all it printed read. */
  kill(): Promise<void>;
}

/** Runs the writer in a process of its own, which ends with the test at the latest. */
export function startWriter(args: readonly string[]): Child {
  return startChild(new URL('./writer-child.ts', import.meta.url), args);
}

/** The same with one that edits a plan. */
export function startEditor(args: readonly string[]): Child {
  return startChild(new URL('./edit-child.ts', import.meta.url), args);
}

/** The same with the restorer. */
export function startRestorer(args: readonly string[]): Child {
  return startChild(new URL('./restore-child.ts', import.meta.url), args);
}

function startChild(program: URL, args: readonly string[]): Child {
  const child = spawn(process.execPath, [boot, program.href, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
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
