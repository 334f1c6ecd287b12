import type { PlanStep } from '#server/contract/desk.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import { UserError } from '#server/domain/user-error.ts';
import { ApiProblem } from '../api/api-problem.ts';
import { newId } from '../phone/ids.ts';
import { historyOf, type StepHistory } from './step-history.ts';

interface StepDone {
  readonly edit_version: number;
  readonly step: PlanStep | null;
}

/** What a line asks of the server; all throw ApiProblem. What is asked again under an `id` is done once. */
export interface DeskLineApi {
  edit(version: number, id: string, edit: Edit): Promise<StepDone>;
  undo(version: number, id: string): Promise<StepDone>;
  redo(version: number, id: string): Promise<StepDone>;
  stepsAfter(version: number): Promise<readonly PlanStep[]>;
}

/** What the person at the desk must hear of. */
export type LineNews =
  /** It was not made; `steps`: what others did meanwhile that is in its way. */
  | { readonly kind: 'refused'; readonly error: unknown; readonly steps: readonly PlanStep[] }
  /** It was made beside these steps of others. */
  | { readonly kind: 'merged'; readonly steps: readonly PlanStep[] }
  /** `steps`: all of the history. */
  | { readonly kind: 'made'; readonly step: PlanStep; readonly steps: readonly PlanStep[] }
  /** A step is about what is not known here: the plan must be had anew (`renew`). */
  | { readonly kind: 'stale' };

/** A plan as the server had it. */
interface Start {
  readonly plan: DeskPlan;
  readonly version: number;
  readonly steps: readonly PlanStep[];
}

/** A plan as it is shown: what the server has, with what is on its way to it. */
export interface DeskSnapshot extends StepHistory {
  readonly plan: DeskPlan;
  /** The server's version, without what is on its way. */
  readonly version: number;
  readonly steps: readonly PlanStep[];
  /** Changes that the server has not confirmed yet. */
  readonly waiting: number;
  /** It does not answer; what waits is sent again until it does. */
  readonly isUnreachable: boolean;
}

type Asked =
  | {
      readonly kind: 'edit';
      readonly edit: Edit;
      /** Made on this version, whatever came since; null: on the one that is known when it is sent. */
      readonly on: number | null;
    }
  | { readonly kind: 'undo' | 'redo' };
type Wish = Asked & {
  /** Of the step it becomes. */
  readonly id: string;
  /** The version that was known when it was sent first, or `unsent`. */
  readonly heard: number;
  /** Once it is answered. */
  readonly version: number | null;
};

/** Below every version. */
const unsent = 0;
const retryMs = 2_000;

/**
 * One plan at one desk. Edits show at once and are sent one after the other, each on the version that is last known;
 * steps of others are put below what still waits.
 */
export class DeskLine {
  readonly #api: DeskLineApi;
  readonly #tell: (news: LineNews) => void;
  readonly #listeners = new Set<() => void>();
  #confirmed: { readonly plan: DeskPlan; readonly version: number };
  #steps: readonly PlanStep[];
  #queue: Wish[] = [];
  /** Steps that are known but cannot be put on the confirmed plan yet. */
  readonly #early = new Map<number, PlanStep>();
  #isSending = false;
  /** What an answer is out for. */
  #sent: Wish | null = null;
  /** Came while an answer was out. */
  #renewal: Start | null = null;
  #isUnreachable = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #snapshot: DeskSnapshot;

  constructor(start: Start, api: DeskLineApi, tell: (news: LineNews) => void) {
    this.#api = api;
    this.#tell = tell;
    this.#confirmed = start;
    this.#steps = start.steps;
    this.#snapshot = this.#look();
  }

  readonly snapshot = (): DeskSnapshot => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Shows an edit at once and sends it. `on`: the version that it was worked out on, where that is an older one.
   *
   * @throws UserError EDIT_IMPOSSIBLE
   */
  edit(edit: Edit, on: number | null = null): void {
    applyEdit(this.#snapshot.plan, edit);
    this.#wish({ kind: 'edit', edit, on });
  }

  /** Takes the last step back, or makes it again, once what waits is confirmed. */
  step(kind: 'undo' | 'redo'): void {
    this.#wish({ kind });
  }

  /** A step that the server told of. */
  hear(step: PlanStep): void {
    if (step.edit_version <= this.#confirmed.version) return;
    this.#early.set(step.edit_version, step);
    this.#settle();
    if (this.#early.size > 0 && !this.#isSending) void this.#catchUp();
  }

  /** The plan as the server has it now, where it is ahead of what is known here. */
  renew(start: Start): void {
    if (this.#isSending) {
      this.#renewal = start;
      return;
    }
    if (start.version < this.#confirmed.version) return;
    this.#confirmed = start;
    this.#steps = start.steps;
    this.#settle();
  }

  close(): void {
    clearTimeout(this.#retry);
    this.#listeners.clear();
  }

  #wish(asked: Asked): void {
    this.#queue.push({ ...asked, id: newId(), heard: unsent, version: null });
    this.#show();
    void this.#send();
  }

  async #send(): Promise<void> {
    const [wish] = this.#queue;
    if (!wish || this.#isSending) return;
    this.#isSending = true;
    const { version } = this.#confirmed;
    const sent = this.#isUnreachable ? wish : { ...wish, heard: version };
    this.#queue[0] = sent;
    this.#sent = sent;
    try {
      const done = await this.#ask(sent, version);
      this.#isUnreachable = false;
      this.#answered(sent, done);
      if (this.#early.size > 0) await this.#catchUp();
    } catch (error) {
      await this.#failed(sent, error);
      if (this.#isUnreachable) return;
    } finally {
      this.#isSending = false;
    }
    const renewal = this.#renewal;
    this.#renewal = null;
    if (renewal) this.renew(renewal);
    this.#settle();
    void this.#send();
  }

  #ask(wish: Wish, version: number): Promise<StepDone> {
    if (wish.kind === 'edit') return this.#api.edit(wish.on ?? version, wish.id, wish.edit);
    return this.#api[wish.kind](version, wish.id);
  }

  #answered(wish: Wish, { step }: StepDone): void {
    this.#sent = null;
    if (step === null || step.edit_version <= this.#confirmed.version) {
      this.#queue.shift();
      this.#show();
      return;
    }
    this.#queue[0] = { ...wish, version: step.edit_version };
    this.#early.set(step.edit_version, step);
    this.#settle();
    this.#tell({ kind: 'made', step, steps: this.#steps });
  }

  async #failed(wish: Wish, error: unknown): Promise<void> {
    this.#sent = null;
    if (error instanceof ApiProblem && error.code === 'SERVER_UNREACHABLE') {
      this.#isUnreachable = true;
      this.#retry = setTimeout(() => void this.#send(), retryMs);
      this.#show();
      return;
    }
    this.#queue.shift();
    await this.#catchUp();
    const since = this.#steps.filter(({ edit_version: version }) => version > wish.heard);
    const ids = error instanceof ApiProblem ? (error.problem.ids ?? []) : [];
    const named = since.filter(({ edit_version: version }) => ids.includes(String(version)));
    this.#tell({ kind: 'refused', error, steps: named.length > 0 ? named : since });
  }

  /** Fetches the steps that are missing; what cannot be had now comes with the next. */
  async #catchUp(): Promise<void> {
    try {
      for (const step of await this.#api.stepsAfter(this.#confirmed.version)) {
        this.#early.set(step.edit_version, step);
      }
    } catch {
      return;
    }
    this.#settle();
  }

  /** Puts known steps on the confirmed plan, in their order, as far as there is no gap. */
  #settle(): void {
    for (;;) {
      const [first] = this.#queue;
      const step = this.#early.get(this.#confirmed.version + 1);
      // While an answer is out, the next step may be the very one that was asked for.
      if (!step || this.#sent) break;
      const plan = this.#after(step);
      if (!plan) break;
      this.#early.delete(step.edit_version);
      this.#confirmed = { plan, version: step.edit_version };
      this.#steps = [...this.#steps, step];
      if (first && first.id === step.id) {
        this.#queue.shift();
        // Its answer was lost, and here it is.
        if (first.version === null) this.#tell({ kind: 'made', step, steps: this.#steps });
        this.#isUnreachable = false;
        const between = this.#steps.filter(
          ({ edit_version: version }) => version > first.heard && version < step.edit_version,
        );
        if (between.length > 0) this.#tell({ kind: 'merged', steps: between });
      }
    }
    this.#forget();
    this.#show();
  }

  /** Null where the step is about what is not known here, a stop that was booked just now. */
  #after(step: PlanStep): DeskPlan | null {
    try {
      return applyEdit(this.#confirmed.plan, step.edit);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#tell({ kind: 'stale' });
      return null;
    }
  }

  #forget(): void {
    for (const version of this.#early.keys()) {
      if (version <= this.#confirmed.version) this.#early.delete(version);
    }
  }

  #show(): void {
    this.#snapshot = this.#look();
    for (const listener of this.#listeners) listener();
  }

  /** What waits on top of what is confirmed; an edit that others have made impossible is told and let go. */
  #look(): DeskSnapshot {
    let { plan } = this.#confirmed;
    const lost: Wish[] = [];
    for (const wish of this.#queue) {
      if (wish.kind !== 'edit') continue;
      try {
        plan = applyEdit(plan, wish.edit);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        // What was sent is refused by the server, with what is in its way, or was made.
        if (wish.heard === unsent) lost.push(wish);
      }
    }
    if (lost.length > 0) {
      this.#queue = this.#queue.filter((wish) => !lost.includes(wish));
      this.#tell({ kind: 'refused', error: null, steps: this.#steps.slice(-1) });
    }
    return {
      ...historyOf(this.#steps),
      plan,
      version: this.#confirmed.version,
      steps: this.#steps,
      waiting: this.#queue.length,
      isUnreachable: this.#isUnreachable,
    };
  }
}
