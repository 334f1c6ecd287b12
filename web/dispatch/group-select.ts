import type { KeyboardEvent, MouseEvent } from 'react';

/** How what is pressed is selected: alone, beside what is selected, or with all in between. */
export type SelectHow = 'one' | 'more' | 'range';

type Modifiers = Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>;

export function howOf({ ctrlKey, metaKey, shiftKey }: Modifiers): SelectHow {
  if (shiftKey) return 'range';
  return ctrlKey || metaKey ? 'more' : 'one';
}

/** Listeners of a row that is a button: a browser makes no click of Enter with a modifier everywhere. */
export function rowListeners(select: (how: SelectHow) => void) {
  return {
    onClick: (event: MouseEvent) => select(howOf(event)),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || howOf(event) === 'one') return;
      event.preventDefault();
      select(howOf(event));
    },
  };
}

/** With these stops as well; without them where all of them are selected already. */
export function toggled(stops: readonly string[], before: readonly string[]): string[] {
  const isAll = stops.every((stop) => before.includes(stop));
  const others = before.filter((each) => !stops.includes(each));
  return isAll ? others : [...others, ...stops];
}

/** `all`, as they stand, from the stop that was selected last to this one, which is the last of the selection then. */
export function rangeTo(stop: string, before: readonly string[], all: readonly string[]): string[] {
  const to = all.indexOf(stop);
  const last = all.indexOf(before.at(-1) ?? stop);
  const from = last < 0 ? to : last;
  const range = all.slice(Math.min(from, to), Math.max(from, to) + 1);
  return [...new Set([...before, ...(from <= to ? range : range.toReversed())])];
}

/** A run, as a list has it. */
type RunOfStops = { readonly stops: readonly { readonly id: string }[] };

/** All stops of the runs from the one with the stop that was selected last to `run`, whose stops are the last then. */
export function rangeToRun(
  run: RunOfStops,
  before: readonly string[],
  runs: readonly RunOfStops[],
): string[] {
  const last = before.at(-1);
  const to = runs.indexOf(run);
  const holder = runs.findIndex(({ stops }) => stops.some(({ id }) => id === last));
  const from = holder < 0 ? to : holder;
  const range = runs.slice(Math.min(from, to), Math.max(from, to) + 1);
  const added = (from <= to ? range : range.toReversed()).flatMap(idsOf);
  const own = new Set(idsOf(run));
  return [...new Set([...before, ...added])].filter((stop) => !own.has(stop)).concat(...own);
}

/** What a group of runs grows from: where a run (by its vehicle) is selected and no stop, the stops of that run. */
export function grownFrom(
  before: readonly string[],
  vehicle: string | null,
  runs: readonly (RunOfStops & { readonly run: { readonly vehicle: string } })[],
): readonly string[] {
  const selected = before.length > 0 ? undefined : runs.find(({ run }) => run.vehicle === vehicle);
  return selected ? idsOf(selected) : before;
}

/** The stops of a run by their ids. */
export function idsOf({ stops }: RunOfStops): string[] {
  return stops.map(({ id }) => id);
}
