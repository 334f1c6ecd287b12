import type { Response } from 'express';
import { UserError } from '#server/domain/user-error.ts';
import { EventStream, type EventStreamOptions } from './event-stream.ts';

/** All open event streams: bounded per session, ended together when the server stops. */
export class EventStreams {
  readonly #open = new Map<EventStream, string>();
  readonly #perSession: number;
  #isStopping = false;

  constructor(perSession: number) {
    this.#perSession = perSession;
  }

  get size(): number {
    return this.#open.size;
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  async open(res: Response, secret: string, options: EventStreamOptions): Promise<void> {
    const ofSession = [...this.#open.values()].filter((held) => held === secret).length;
    if (ofSession >= this.#perSession) {
      const message = `${ofSession} event streams are open already; close a window first.`;
      throw new UserError('TOO_MANY_TRIES', message, { retryAfterSeconds: 60 });
    }
    const stream = new EventStream(res, options);
    // Counted before the first await, so that calls at one moment cannot all slip in.
    this.#open.set(stream, secret);
    try {
      await stream.open(() => this.#open.delete(stream));
    } catch (error) {
      this.#open.delete(stream);
      throw error;
    }
    if (this.#isStopping) stream.end();
  }

  /** Ends every stream, and those that were just being opened. */
  stop(): void {
    this.#isStopping = true;
    for (const stream of this.#open.keys()) stream.end();
  }
}
