import type { RunBreak, RunEnd, RunHub, RunInput, RunVisit } from '#server/domain/run.ts';
import { UNLIMITED } from '#server/domain/load.ts';

const always = [{ start: 0, end: 100_000 }];

/** A visit 100 s and 1000 m from the event before it, at any time, without a load of its one dimension. */
export const visit = (more: Partial<RunVisit> = {}): RunVisit => ({
  kind: 'visit',
  legSeconds: 100,
  legMetres: 1000,
  isSamePlace: false,
  windows: always,
  setupSeconds: 0,
  serviceSeconds: 0,
  pickup: [0],
  delivery: [0],
  ...more,
});

/** Ten seconds at any time. */
export const rest = (more: Partial<RunBreak> = {}): RunBreak => ({
  kind: 'break',
  windows: always,
  seconds: 10,
  ...more,
});

/** The hub, 100 s and 1000 m from the event before it, left at once. */
export const hub = (more: Partial<RunHub> = {}): RunHub => ({
  kind: 'hub',
  legSeconds: 100,
  legMetres: 1000,
  turnaroundSeconds: 0,
  ...more,
});

/** A run that ends 100 s and 1000 m from its last event. */
export const run = (
  events: RunInput['events'],
  more: Omit<Partial<RunInput>, 'end'> & { end?: Partial<RunEnd> } = {},
): RunInput => ({
  events,
  shift: { start: 0, end: 100_000 },
  capacity: [UNLIMITED],
  ...more,
  end: { kind: 'end', legSeconds: 100, legMetres: 1000, ...more.end },
});
