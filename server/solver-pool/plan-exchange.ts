import type { Sequences } from './protocol.ts';
import type { Objective } from '#server/planner/state/objective.ts';
import type { PlanSequences } from '#server/planner/state/snapshot.ts';

/** What all threads do after a meeting. */
export interface NextRound {
  /** Progress of the search at the round's beginning and at its end. */
  readonly from: number;
  readonly to: number;
  readonly isOver: boolean;
}

/** What threads have brought to a meeting; each by thread, to be read before the next meeting. */
export interface Meeting {
  readonly plans: readonly PlanSequences[];
  /** As the first thread says. */
  readonly next: NextRound;
}

interface Side {
  readonly plans: readonly Sequences[];
  readonly objectives: readonly Float64Array[];
  readonly next: Float64Array;
}

/** Shared by threads, each of which makes a `PlanExchange` of it. */
export interface ExchangeMemory {
  readonly meetings: Int32Array;
  /**
   * Two, used by turns: who is late after a meeting still reads the one while others write to the other, and nobody is two
   * meetings ahead.
   */
  readonly sides: readonly Side[];
}

/** Entries of `meetings`: threads that wait for the next one; meetings held; 1 where no more will be. */
const waitingAt = 0;
const heldAt = 1;
const brokenOffAt = 2;

/** Memory for plans as long as this one. */
export function makeExchangeMemory(threads: number, { offsets, stops, startsAt }: Sequences): ExchangeMemory {
  const each = <T>(make: () => T) => Array.from({ length: threads }, make);
  const side = (): Side => ({
    plans: each(() => ({
      offsets: sharedInts(offsets.length),
      stops: sharedInts(stops.length),
      startsAt: sharedInts(startsAt.length),
    })),
    objectives: each(() => sharedDoubles(3)),
    next: sharedDoubles(3),
  });
  return { meetings: sharedInts(3), sides: [side(), side()] };
}

/** Ends every wait, also those to come: a thread is gone. */
export function breakOff({ meetings }: ExchangeMemory): void {
  Atomics.store(meetings, brokenOffAt, 1);
  Atomics.add(meetings, heldAt, 1);
  Atomics.notify(meetings, heldAt);
}

/** One thread's way to hand plans to the others, all at the same moment. */
export class PlanExchange {
  readonly #memory: ExchangeMemory;
  readonly #thread: number;
  #held = 0;

  constructor(memory: ExchangeMemory, thread: number) {
    this.#memory = memory;
    this.#thread = thread;
  }

  /** Waits until all threads have come; null where the exchange was broken off. Only the first thread's `next` counts. */
  meet(
    plan: Sequences,
    { missedPriority, missedRequests, cost }: Objective,
    next: NextRound,
  ): Meeting | null {
    const { meetings, sides } = this.#memory;
    const side = sides[this.#held % 2]!;
    const mine = side.plans[this.#thread]!;
    mine.offsets.set(plan.offsets);
    mine.stops.set(plan.stops);
    mine.startsAt.set(plan.startsAt);
    side.objectives[this.#thread]!.set([missedPriority, missedRequests, cost]);
    if (this.#thread === 0) side.next.set([next.from, next.to, Number(next.isOver)]);
    if (Atomics.add(meetings, waitingAt, 1) + 1 === side.plans.length) {
      Atomics.store(meetings, waitingAt, 0);
      Atomics.add(meetings, heldAt, 1);
      Atomics.notify(meetings, heldAt);
    } else Atomics.wait(meetings, heldAt, this.#held);
    this.#held++;
    return Atomics.load(meetings, brokenOffAt) === 1 ? null : read(side);
  }
}

function read({ plans, objectives, next }: Side): Meeting {
  return {
    plans: plans.map((plan, thread) => {
      const [missedPriority, missedRequests, cost] = objectives[thread]!;
      return { ...plan, missedPriority: missedPriority!, missedRequests: missedRequests!, cost: cost! };
    }),
    next: { from: next[0]!, to: next[1]!, isOver: next[2] === 1 },
  };
}

function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * length));
}

function sharedDoubles(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT * length));
}
