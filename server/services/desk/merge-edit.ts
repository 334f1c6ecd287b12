import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import { sharedTouched, type Touched, touchedBy } from '#server/domain/edits/difference.ts';
import type { Edit, NewRun, SingleEdit } from '#server/domain/edits/edit.ts';
import { type KeptNumber, newRunNumber } from '#server/domain/edits/number-runs.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { StoredStep } from '#server/store/port.ts';
import { describeEdit } from './describe-edit.ts';

/** An edit as it is made on the plan as it stands. */
export interface MergedEdit {
  readonly edit: Edit;
  readonly plan: DeskPlan;
  readonly touched: Touched;
}

/**
 * Makes an edit on a plan that has had `since` in between, where none of these touches what it touches. A run that it
 * opens gets another number where its own was taken meanwhile, or means another vehicle to a driver (`told`).
 *
 * @throws UserError EDIT_CONFLICT saying who did what; EDIT_IMPOSSIBLE where nothing came in between
 */
export function mergeEdit(
  asked: Edit,
  plan: DeskPlan,
  since: readonly StoredStep[],
  told: readonly KeptNumber[],
): MergedEdit {
  const isTaken = ({ run, vehicle }: NewRun) =>
    (since.length > 0 && plan.runs.some((other) => other.run === run)) ||
    told.some((other) => other.number === run && other.vehicle !== vehicle);
  const edit = renumbered(asked, plan, told, isTaken);
  let after: DeskPlan;
  try {
    after = applyEdit(plan, edit);
  } catch (error) {
    if (since.length > 0 && error instanceof UserError) throw conflictWith(since, error);
    throw error;
  }
  const touched = touchedBy(edit, plan, after);
  const inTheWay = since.filter((step) => {
    const { runs, stops, vehicles } = sharedTouched(touched, step.touched);
    return runs.length + stops.length + vehicles.length > 0;
  });
  if (inTheWay.length > 0) throw conflictWith(inTheWay);
  return { edit, plan: after, touched };
}

/** The refusal that says who did what meanwhile; its ids are the versions of these steps. */
export function conflictWith(steps: readonly StoredStep[], cause?: unknown): UserError {
  const told = steps.slice(-3).map((step) => `${step.by?.name ?? 'Somebody'} ${describeStep(step)}`);
  return new UserError('EDIT_CONFLICT', `${told.join('; ')}.`, {
    ids: steps.map(({ editVersion }) => String(editVersion)),
    cause,
  });
}

function describeStep({ kind, edit }: StoredStep): string {
  switch (kind) {
    case 'edit':
      return describeEdit(edit);
    case 'undo':
      return 'took a step back';
    case 'redo':
      return 'made a step again';
    case 'solve':
      return 'planned the day anew';
    case 'adopt':
      return 'adopted a scenario';
  }
}

/** Another number for the runs that an edit opens where theirs is taken. */
function renumbered(
  edit: Edit,
  plan: DeskPlan,
  told: readonly KeptNumber[],
  isTaken: (opened: NewRun) => boolean,
): Edit {
  const opened = openedBy(edit);
  const runs: { run: number }[] = [...plan.runs, ...opened];
  const numbers = new Map<number, number>();
  for (const { run, vehicle } of opened.filter(isTaken)) {
    const number = newRunNumber({ runs }, vehicle, told);
    numbers.set(run, number);
    runs.push({ run: number });
  }
  if (numbers.size === 0) return edit;
  if (edit.type === 'several') {
    return { ...edit, edits: edit.edits.map((each) => withNumbers(each, numbers)) };
  }
  return withNumbers(edit, numbers);
}

function openedBy(edit: Edit): readonly NewRun[] {
  if (edit.type === 'several') return edit.edits.flatMap(openedBy);
  if (edit.type !== 'move' && edit.type !== 'split') return [];
  return 'vehicle' in edit.to ? [edit.to] : [];
}

/** The edit with its runs called by their new numbers wherever it names them. */
function withNumbers(edit: SingleEdit, numbers: ReadonlyMap<number, number>): SingleEdit {
  const number = (run: number) => numbers.get(run) ?? run;
  const place = <T extends { readonly run: number }>(of: T): T => ({ ...of, run: number(of.run) });
  switch (edit.type) {
    case 'move':
      return { ...edit, to: place(edit.to) };
    case 'swap_tails':
      return { ...edit, from: [place(edit.from[0]), place(edit.from[1])] };
    case 'split':
      return { ...edit, at: place(edit.at), to: place(edit.to) };
    case 'add_return':
      return { ...edit, at: place(edit.at) };
    case 'merge':
      return { ...edit, run: number(edit.run), into: number(edit.into) };
    case 'lock':
    case 'unlock':
      return { ...edit, runs: edit.runs.map(number) };
    case 'reorder':
    case 'reverse':
    case 'change_vehicle':
    case 'change_driver':
    case 'change_start':
    case 'drop_return':
      return place(edit);
    default:
      return edit;
  }
}
