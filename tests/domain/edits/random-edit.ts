import { placesOfStops, type DeskPlan, type RunPlace } from '#server/domain/edits/desk-plan.ts';
import type { SingleEdit } from '#server/domain/edits/edit.ts';
import { newRunNumber } from '#server/domain/edits/number-runs.ts';

/** An edit drawn from numbers, of every kind; it may be one that cannot be made. */
export function drawEdit(plan: DeskPlan, numbers: readonly number[]): SingleEdit {
  let at = 0;
  const below = (count: number) => (numbers[at++ % numbers.length] ?? 0) % Math.max(1, count);
  const stopAt = () => plan.stops[below(plan.stops.length)]?.stop ?? '';
  const runAt = () => plan.runs[below(plan.runs.length)]?.run ?? 0;
  const stops = () => [...new Set(Array.from({ length: 1 + below(4) }, stopAt))];
  const vehicle = () => `V-${1 + below(6)}`;
  const place = (): RunPlace => {
    const run = runAt();
    const trips = plan.runs.find((candidate) => candidate.run === run)?.trips ?? [];
    const trip = below(trips.length);
    return { run, trip, position: below((trips[trip]?.length ?? 0) + 1) };
  };
  const newRun = () => {
    const name = vehicle();
    return { run: newRunNumber(plan, name, []), vehicle: name };
  };
  const kinds: (() => SingleEdit)[] = [
    () => ({ type: 'move', stops: stops(), to: place() }),
    () => ({ type: 'move', stops: stops(), to: newRun() }),
    () => ({ type: 'unassign', stops: stops() }),
    () => {
      const { run, trip } = place();
      const among = plan.runs.find((candidate) => candidate.run === run)?.trips[trip] ?? [];
      const turn = below(among.length);
      const order = among.map(({ stop }) => stop);
      return { type: 'reorder', run, trip, stops: [...order.slice(turn), ...order.slice(0, turn)] };
    },
    () => ({ type: 'reverse', run: runAt(), trip: below(2) === 0 ? null : 0 }),
    () => ({ type: 'swap_tails', from: [place(), place()] }),
    () => ({ type: 'split', at: place(), to: newRun() }),
    () => ({ type: 'merge', run: runAt(), into: runAt() }),
    () => ({ type: 'change_vehicle', run: runAt(), vehicle: vehicle() }),
    () => ({ type: 'change_driver', run: runAt(), driver: below(2) === 0 ? null : 'Lan' }),
    () => ({ type: 'change_start', run: runAt(), start: below(2) === 0 ? null : 3600 * below(10) }),
    () => ({ type: 'add_return', at: place() }),
    () => ({ type: 'drop_return', run: runAt(), trip: below(2) }),
    () => ({
      type: 'pin',
      stops: stops().filter((stop) => placesOfStops(plan).has(stop)),
      pin: ([null, 'run', 'position'] as const)[below(3)] ?? null,
    }),
    () => ({ type: 'lock', runs: [runAt()] }),
    () => ({ type: 'unlock', runs: [runAt()] }),
    () => ({ type: 'bar_vehicle', vehicle: vehicle() }),
    () => ({ type: 'admit_vehicle', vehicle: vehicle() }),
  ];
  return kinds[below(kinds.length)]!();
}
