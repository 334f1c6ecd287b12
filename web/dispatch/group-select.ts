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
