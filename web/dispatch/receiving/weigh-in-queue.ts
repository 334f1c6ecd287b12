import { z } from 'zod';
import { endpoints } from '#server/contract/endpoints.ts';
import type { User } from '#server/contract/people.ts';
import { problem } from '#server/contract/problem.ts';
import { type NewWeighIn, newWeighIn, type ReceivingDay } from '#server/contract/receiving.ts';
import { asApiProblem } from '#web/shared/api/api-problem.ts';
import { call } from '#web/shared/api/client.ts';
import { ValueStore } from '#web/shared/ui/value-store.ts';

const kept = z.array(
  z.object({
    weighIn: newWeighIn,
    by: z.string().nullable().default(null),
    problem: problem.nullable(),
  }),
);

/**
 * An act at the scale that the server does not have yet; `by`: the name of who was signed in as it was weighed, null: not
 * known; `problem`: why the server does not take it.
 */
export type PendingWeighIn = z.infer<typeof kept>[number];

export interface QueueState {
  readonly pending: readonly PendingWeighIn[];
  /** False: this device has no room; what is pending is lost with the page. */
  readonly isKept: boolean;
}

const retryMs = 5_000;

/** Who is signed in on this device. */
type Weigher = Pick<User, 'id' | 'name'>;

interface QueueEars {
  /** With what the server has by then. */
  onTaken(day: ReceivingDay): void;
  /** Somebody else is signed in than this page knows. */
  onOther(): void;
}

/**
 * Entries on their way to the server. Each is written to the device first, and sent until the server has it or refuses
 * it, over reloads and other pages of the same device. What others weighed waits for them, or to be sent knowingly.
 */
export class WeighInQueue {
  readonly #hub: string;
  readonly #key: string;
  readonly #ears: QueueEars;
  readonly state: ValueStore<QueueState>;
  #user: string | null = null;
  #isSending = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(hub: string, ears: QueueEars) {
    this.#hub = hub;
    this.#key = `hubward.weigh-ins.${hub}`;
    this.#ears = ears;
    this.state = new ValueStore<QueueState>({ pending: this.#read() ?? [], isKept: true });
  }

  /**
   * Sends what this user weighed, and what other pages of this device put there of it, until the returned function is
   * called.
   */
  start(user: string): () => void {
    this.#user = user;
    const onStorage = ({ key }: StorageEvent): void => {
      if (key === this.#key) this.#take();
    };
    const onOnline = (): void => void this.#send();
    addEventListener('storage', onStorage);
    addEventListener('online', onOnline);
    void this.#send();
    return () => {
      removeEventListener('storage', onStorage);
      removeEventListener('online', onOnline);
      clearTimeout(this.#timer);
      this.#user = null;
    };
  }

  add(weighIn: Omit<NewWeighIn, 'weighed_by'>, by: Weigher): void {
    const added = { weighIn: { ...weighIn, weighed_by: by.id }, by: by.name, problem: null };
    this.#change((pending) => [...pending, added]);
    void this.#send();
  }

  /** Sends what somebody else weighed (null: nobody knows who) in another name, which the record then has. */
  takeOver(from: string | null, by: Weigher): void {
    this.#change((pending) =>
      pending.map((each) =>
        each.problem === null && each.weighIn.weighed_by === from
          ? { ...each, weighIn: { ...each.weighIn, weighed_by: by.id }, by: by.name }
          : each,
      ),
    );
    void this.#send();
  }

  /** Forgets one that was refused. */
  remove(id: string): void {
    this.#change((pending) => pending.filter(({ weighIn }) => weighIn.id !== id));
  }

  async #send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    clearTimeout(this.#timer);
    try {
      for (let next = this.#next(); next; next = this.#next()) {
        if (!(await this.#sendOne(next.weighIn))) {
          this.#timer = setTimeout(() => void this.#send(), retryMs);
          return;
        }
      }
    } finally {
      this.#isSending = false;
    }
  }

  #next(): PendingWeighIn | undefined {
    const user = this.#user;
    if (user === null) return undefined;
    return this.state
      .get()
      .pending.find(({ weighIn, problem }) => problem === null && weighIn.weighed_by === user);
  }

  /** False: it is to be tried again later. */
  async #sendOne(weighIn: NewWeighIn): Promise<boolean> {
    try {
      const day = await call(endpoints.weighIn, { params: { hub: this.#hub }, body: weighIn });
      this.#ears.onTaken(day);
      this.remove(weighIn.id);
      return true;
    } catch (error) {
      const { problem } = asApiProblem(error);
      if (problem.code === 'WEIGHED_BY_OTHER') {
        this.#ears.onOther();
        return false;
      }
      const isForGood = problem.status >= 400 && problem.status < 500 && !passing.has(problem.status);
      if (!isForGood) return false;
      this.#change((pending) =>
        pending.map((each) => (each.weighIn.id === weighIn.id ? { ...each, problem } : each)),
      );
      return true;
    }
  }

  /** On what is kept by now: another page may have changed it. */
  #change(change: (pending: readonly PendingWeighIn[]) => PendingWeighIn[]): void {
    const before = this.state.get();
    const pending = change((before.isKept ? this.#read() : null) ?? before.pending);
    try {
      localStorage.setItem(this.#key, JSON.stringify(pending));
      this.state.set({ pending, isKept: true });
    } catch {
      // Full or forbidden: said on the page.
      this.state.set({ pending, isKept: false });
    }
  }

  #take(): void {
    const pending = this.#read();
    if (pending) this.state.set({ pending, isKept: true });
    void this.#send();
  }

  /** Null where nothing readable is kept. */
  #read(): PendingWeighIn[] | null {
    try {
      return kept.parse(JSON.parse(localStorage.getItem(this.#key) ?? '[]'));
    } catch {
      return null;
    }
  }
}

/** Signed out, called too often: another try may pass. */
const passing: ReadonlySet<number> = new Set([401, 408, 425, 429]);
