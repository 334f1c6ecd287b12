import { useMemo } from 'react';
import type { PlanStep } from '#server/contract/desk.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import type { Translate } from '#web/shared/i18n/translate.ts';

/** Names of stops by id; without one, an edit says how many stops it is about. */
type StopNames = ReadonlyMap<string, string>;

export interface EditWords {
  /** What a step did, without who. */
  readonly of: (step: PlanStep, steps: readonly PlanStep[], names?: StopNames) => string;
  readonly who: (step: PlanStep) => string;
  /** Why a change was not made. */
  readonly conflict: (steps: readonly PlanStep[]) => string;
  readonly merged: (steps: readonly PlanStep[]) => string;
  /** What an undo or a redo did. */
  readonly done: (step: PlanStep, steps: readonly PlanStep[]) => string;
}

/** Steps of a plan's history in the words of the page. */
export function useEditWords(): EditWords {
  const { t } = useI18n();
  return useMemo(() => {
    const who = (step: PlanStep) => step.by?.name ?? t('edit.somebody');
    const told = (steps: readonly PlanStep[]) => {
      const last = steps.at(-1)!; // told of at least one
      return { name: who(last), what: wordsOfStep(last, steps, t) };
    };
    return {
      of: (step, steps, names) => wordsOfStep(step, steps, t, names),
      who,
      conflict: (steps) => t('edit.conflict', told(steps)),
      merged: (steps) => t('edit.merged', told(steps)),
      done: (step, steps) => wordsOfStep(step, steps, t),
    };
  }, [t]);
}

/** `steps`: those among which an undo or a redo finds the step that it is of. */
function wordsOfStep(
  { kind, edit, of }: PlanStep,
  steps: readonly PlanStep[],
  t: Translate,
  names?: StopNames,
): string {
  if (kind === 'solve' || kind === 'adopt') return t(`edit.${kind}`);
  if (kind === 'edit') return wordsOfEdit(edit, t, names);
  const original = steps.find((step) => step.edit_version === of);
  const what = original ? wordsOfStep(original, [], t, names) : wordsOfEdit(edit, t, names);
  return t(kind === 'undo' ? 'edit.undone' : 'edit.redone', { what });
}

function wordsOfEdit(edit: Edit, t: Translate, names?: StopNames): string {
  switch (edit.type) {
    case 'move': {
      const stop = names?.get(edit.stops[0] ?? '');
      const { run } = edit.to;
      if (edit.stops.length === 1 && stop) return t('edit.move-one', { stop, run });
      return t('edit.move', { count: edit.stops.length, run });
    }
    case 'unassign': {
      const stop = names?.get(edit.stops[0] ?? '');
      if (edit.stops.length === 1 && stop) return t('edit.unassign-one', { stop });
      return t('edit.unassign', { count: edit.stops.length });
    }
    case 'reorder':
    case 'reverse':
      return t(`edit.${edit.type}`, { run: edit.run });
    case 'swap_tails':
      return t('edit.swap-tails', { run: edit.from[0].run, other: edit.from[1].run });
    case 'split':
      return t('edit.split', { run: edit.at.run });
    case 'merge':
      return t('edit.merge', { run: edit.run, other: edit.into });
    case 'change_vehicle':
      return t('edit.change-vehicle', { run: edit.run, vehicle: edit.vehicle });
    case 'change_driver':
      return t('edit.change-driver', { run: edit.run });
    case 'change_start':
      return t('edit.change-start', { run: edit.run });
    case 'add_return':
      return t('edit.add-return', { run: edit.at.run });
    case 'drop_return':
      return t('edit.drop-return', { run: edit.run });
    case 'pin':
      return t(edit.pin === null ? 'edit.unpin' : 'edit.pin', { count: edit.stops.length });
    case 'lock':
    case 'unlock':
      return t(`edit.${edit.type}`, { count: edit.runs.length, runs: edit.runs.join(', ') });
    case 'bar_vehicle':
      return t('edit.bar-vehicle', { vehicle: edit.vehicle });
    case 'admit_vehicle':
      return t('edit.admit-vehicle', { vehicle: edit.vehicle });
    case 'replace':
      return t('edit.replace', { count: edit.runs.length });
    case 'several': {
      const [first, ...rest] = edit.edits;
      const words = first ? wordsOfEdit(first, t, names) : '';
      return rest.length === 0 ? words : t('edit.several', { first: words, count: rest.length });
    }
  }
}
