import type { StoredStep } from '#server/store/port.ts';

/** A step that can be taken back or made again: its version, and that of the step whose inverse does it. */
interface HistoryEntry {
  readonly of: number;
  readonly step: number;
}

/** What undo and redo would take; null where there is nothing. */
export interface History {
  readonly undo: HistoryEntry | null;
  readonly redo: HistoryEntry | null;
}

/** One line of steps: an undo takes the last one that stands, and a new step forgets those that were taken back. */
export function historyOf(steps: readonly Pick<StoredStep, 'editVersion' | 'kind' | 'of'>[]): History {
  const done: HistoryEntry[] = [];
  let undone: HistoryEntry[] = [];
  for (const { editVersion, kind, of } of steps) {
    const entry = { of: of ?? editVersion, step: editVersion };
    if (kind === 'undo') {
      done.pop();
      undone.push(entry);
    } else {
      if (kind === 'redo') undone.pop();
      else undone = [];
      done.push(entry);
    }
  }
  return { undo: done.at(-1) ?? null, redo: undone.at(-1) ?? null };
}
