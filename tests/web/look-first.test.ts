import { expect, it } from 'vitest';
import type { LiveAlert } from '#server/domain/live/live-run.ts';
import { listedAlerts, lookFirst } from '#web/dispatch/live/look-first.ts';
import type { RunningRun } from '#web/dispatch/live/use-running.ts';

const run = (number: number, ...alerts: LiveAlert[]) =>
  ({ number, live: { alerts } }) as unknown as RunningRun;
const behind: LiveAlert = { kind: 'behind', seconds: 3_600 };
const silent: LiveAlert = { kind: 'no_word', seconds: 9_000 };
const over: LiveAlert = { kind: 'over_capacity', stop: null, over: { kg: 50, crates: 0, parcels: 0 } };
const runs = [run(1), run(2, behind), run(3), run(4, silent), run(5, behind, over)];

it('puts the runs that want a look first', () => {
  expect(lookFirst(runs).map(({ number }) => number)).toEqual([2, 4, 5, 1, 3]);
});

it('leaves it to its row to say that a run is late', () => {
  const listed = listedAlerts(runs).map(({ run: { number }, alert }) => [number, alert.kind]);
  expect(listed).toEqual([
    [4, 'no_word'],
    [5, 'over_capacity'],
  ]);
});
