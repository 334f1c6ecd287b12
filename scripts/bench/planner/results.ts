import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Figures } from './peer-figures.ts';

/** What the best plan was worth so many seconds after the call. */
export interface TracePoint extends Figures {
  readonly seconds: number;
}

/** One solve of one case, checked. */
export interface BenchSolve extends Figures {
  readonly name: string;
  readonly seconds: number;
  readonly threads: number;
  readonly seed: number;
  readonly runs: number;
  /** The first plan; null where the solve told of none before its end. */
  readonly first: TracePoint | null;
  readonly elapsedSeconds: number;
  /** Of one thread. */
  readonly iterations: number;
  readonly trace: readonly TracePoint[];
}

export interface BenchMachine {
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  /** ISO date of the last solve. */
  readonly date: string;
}

/** What a results file holds. */
export interface BenchResults {
  readonly machine: BenchMachine;
  readonly solves: readonly BenchSolve[];
}

export function thisMachine(): BenchMachine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: cpus().length,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
  };
}

export function describeMachine({ processor, cores, node, date }: BenchMachine): string {
  return `${cores} × ${processor}, Node ${node.replace(/^v/, '')}, ${date}`;
}

/** Of a file that `writeResults` wrote. */
export function readResults(file: string): BenchResults {
  return JSON.parse(readFileSync(file, 'utf8')) as BenchResults; // our own file
}

/** Adds solves to a file; one of the same case, limit, threads and seed takes the place of the one there. */
export function addToResults(file: string, solves: readonly BenchSolve[]): void {
  const before = existsSync(file) ? readResults(file).solves : [];
  const fresh = new Set(solves.map(keyOf));
  const kept = before.filter((solve) => !fresh.has(keyOf(solve)));
  const results: BenchResults = { machine: thisMachine(), solves: [...kept, ...solves] };
  writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
}

function keyOf({ name, seconds, threads, seed }: BenchSolve): string {
  return `${name}|${seconds}|${threads}|${seed}`;
}
