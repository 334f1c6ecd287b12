import { RoutingError } from '../port.ts';
import type { RoutingLogger } from '../logger.ts';
import { EngineProcess } from './engine-process.ts';
import type { EngineAnswers, EngineTask, FromEngine } from './protocol.ts';

/** A process that died before it answered anything is started again after 0.1 s, 0.4 s, 1.6 s; then calls fail. */
const firstRestartDelayMs = 100;
const startsWithoutAnswer = 4;

interface Pending {
  readonly task: EngineTask;
  readonly timeoutMs: number;
  readonly resolve: (value: EngineAnswers[keyof EngineAnswers]) => void;
  readonly reject: (error: RoutingError) => void;
  isSettled: boolean;
  hasBeenRetried: boolean;
  /** The first start of a process that may have it: its second try must not be on one that is dying as well. */
  fromStart: number;
}

interface Slot {
  process: EngineProcess | null;
  /** Which start of all this process was. */
  start: number;
  isReady: boolean;
  current: Pending | null;
  timer: NodeJS.Timeout | null;
  restartTimer: NodeJS.Timeout | null;
  failedStarts: number;
}

export interface PoolOptions {
  readonly tilesFolder: string;
  readonly processes: number;
  readonly logger: RoutingLogger;
}

export interface RunOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Before what waits already: for short calls that somebody looks at a screen for. */
  readonly isUrgent: boolean;
}

/**
 * Engine processes, started when first needed and again when they die. A task whose process died is tried once
 * more on a new one.
 */
export class ProcessPool {
  readonly #options: PoolOptions;
  readonly #slots: Slot[];
  readonly #waiting: Pending[] = [];
  #nextId = 1;
  #starts = 0;
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#slots = Array.from({ length: options.processes }, () => ({
      process: null,
      start: 0,
      isReady: false,
      current: null,
      timer: null,
      restartTimer: null,
      failedStarts: 0,
    }));
  }

  get size(): number {
    return this.#slots.length;
  }

  /** Ids of the processes alive now. */
  get pids(): number[] {
    return this.#slots.flatMap((slot) => slot.process?.pid ?? []);
  }

  run<K extends EngineTask['kind']>(
    task: EngineTask & { readonly kind: K },
    options: RunOptions,
  ): Promise<EngineAnswers[K]> {
    const { signal } = options;
    let cancel = (): void => undefined;
    const answer = new Promise<EngineAnswers[keyof EngineAnswers]>((resolve, reject) => {
      const pending: Pending = {
        task,
        timeoutMs: options.timeoutMs,
        hasBeenRetried: false,
        fromStart: 0,
        isSettled: false,
        resolve: (value) => {
          pending.isSettled = true;
          resolve(value);
        },
        reject: (error) => {
          pending.isSettled = true;
          reject(error);
        },
      };
      cancel = () => {
        const index = this.#waiting.indexOf(pending);
        if (index >= 0) this.#waiting.splice(index, 1);
        pending.reject(new RoutingError('ROUTING_CANCELLED', 'the call was cancelled'));
      };
      if (this.#isClosed) pending.reject(new RoutingError('ROUTING_UNAVAILABLE', 'the engine is closed'));
      else if (signal?.aborted) cancel();
      else this.#enqueue(pending, options.isUrgent);
    });
    signal?.addEventListener('abort', cancel, { once: true });
    // The answer to a task is of the task's kind: the process answers by it.
    return answer.finally(() => signal?.removeEventListener('abort', cancel)) as Promise<EngineAnswers[K]>;
  }

  #enqueue(pending: Pending, isUrgent: boolean): void {
    if (isUrgent) this.#waiting.unshift(pending);
    else this.#waiting.push(pending);
    this.#dispatch();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const error = new RoutingError('ROUTING_UNAVAILABLE', 'the engine is closed');
    for (const pending of this.#waiting.splice(0)) pending.reject(error);
    await Promise.all(
      this.#slots.map(async (slot) => {
        if (slot.restartTimer) clearTimeout(slot.restartTimer);
        slot.current?.reject(error);
        await slot.process?.stopped();
      }),
    );
  }

  #dispatch(): void {
    for (const slot of this.#slots) {
      if (this.#waiting.length === 0) return;
      if (slot.current) continue;
      if (slot.process && slot.isReady) this.#give(slot);
    }
    // Processes on their way take what waits; more are started only for more than that.
    let coming = this.#slots.filter((slot) => this.#isComing(slot)).length;
    for (const slot of this.#slots) {
      if (coming >= this.#waiting.length) return;
      if (slot.process || slot.restartTimer) continue;
      this.#start(slot);
      coming++;
    }
  }

  #isComing(slot: Slot): boolean {
    return slot.restartTimer !== null || (slot.process !== null && !slot.isReady);
  }

  #start(slot: Slot): void {
    slot.isReady = false;
    const process = new EngineProcess(this.#options.tilesFolder, {
      onMessage: (message) => this.#received(slot, message),
      onGone: (reason) => this.#lost(slot, reason),
    });
    process.hold(true);
    slot.process = process;
    slot.start = ++this.#starts;
  }

  #give(slot: Slot): void {
    const index = this.#waiting.findIndex(({ fromStart }) => fromStart <= slot.start);
    const pending = this.#waiting[index];
    if (!pending || !slot.process) return;
    this.#waiting.splice(index, 1);
    const id = this.#nextId++;
    slot.current = pending;
    slot.process.hold(true);
    slot.timer = setTimeout(() => {
      this.#options.logger.warn(
        { kind: pending.task.kind, pid: slot.process?.pid },
        'routing engine too slow',
      );
      pending.reject(
        new RoutingError('ROUTING_TIMEOUT', `no answer from the engine in ${pending.timeoutMs} ms`),
      );
      slot.process?.kill();
    }, pending.timeoutMs);
    slot.process.send(id, pending.task);
  }

  /** A process has one task at a time, so a message is about the current one. */
  #received(slot: Slot, message: FromEngine): void {
    slot.failedStarts = 0;
    if (message.type === 'ready') {
      slot.isReady = true;
    } else {
      const pending = this.#release(slot);
      if (message.type === 'answer') pending?.resolve(message.value);
      else {
        const { code, message: text, indices } = message.failure;
        pending?.reject(new RoutingError(code, text, indices));
      }
    }
    slot.process?.hold(false);
    this.#dispatch();
  }

  #release(slot: Slot): Pending | null {
    const pending = slot.current;
    slot.current = null;
    if (slot.timer) clearTimeout(slot.timer);
    slot.timer = null;
    return pending;
  }

  #lost(slot: Slot, reason: string): void {
    const pending = this.#release(slot);
    const wasReady = slot.isReady;
    slot.process = null;
    slot.isReady = false;
    if (this.#isClosed) return;
    this.#options.logger.warn({ reason }, 'routing engine process ended; starting another when needed');
    if (pending && !pending.isSettled) {
      if (pending.hasBeenRetried) {
        pending.reject(
          new RoutingError('ROUTING_UNAVAILABLE', `the engine ended twice on this call: ${reason}`),
        );
      } else {
        pending.hasBeenRetried = true;
        pending.fromStart = this.#starts + 1;
        this.#waiting.unshift(pending);
      }
    }
    if (!wasReady) this.#backOff(slot, reason);
    this.#dispatch();
  }

  #backOff(slot: Slot, reason: string): void {
    slot.failedStarts++;
    if (slot.failedStarts < startsWithoutAnswer) {
      slot.restartTimer = setTimeout(
        () => {
          slot.restartTimer = null;
          this.#dispatch();
        },
        firstRestartDelayMs * 4 ** (slot.failedStarts - 1),
      );
      return;
    }
    slot.failedStarts = 0;
    const error = new RoutingError('ROUTING_UNAVAILABLE', `the engine does not start: ${reason}`);
    for (const pending of this.#waiting.splice(0)) pending.reject(error);
  }
}
