import type { PlanStep } from '#server/contract/desk.ts';

/** The steps that undo and redo would take; null where there is none. */
export interface StepHistory {
  /** What is taken back is what this step did, whoever made it. */
  readonly undo: PlanStep | null;
  readonly redo: PlanStep | null;
}

/** One line of steps, as the server has it: an undo takes the last one that stands, a new step forgets what was undone. */
export function historyOf(steps: readonly PlanStep[]): StepHistory {
  const byVersion = new Map(steps.map((step) => [step.edit_version, step]));
  const done: PlanStep[] = [];
  let undone: PlanStep[] = [];
  for (const step of steps) {
    if (step.kind === 'undo') {
      const taken = done.pop();
      if (taken) undone.push(taken);
    } else if (step.kind === 'redo') {
      const again = undone.pop();
      if (again) done.push(byVersion.get(step.of ?? 0) ?? again);
    } else {
      undone = [];
      done.push(step);
    }
  }
  return { undo: done.at(-1) ?? null, redo: undone.at(-1) ?? null };
}
