import type { Response } from 'express';
import type { BookingsChanged } from '#server/contract/booking.ts';
import type { LoggedEvent, SolveProgress } from '#server/contract/event.ts';
import type { BookingWatch, Services } from '#server/services/port.ts';

const pageSize = 200;

export interface EventStreamOptions {
  readonly hub: string;
  readonly events: Services['events'] | BookingWatch;
  /** Last event the client has, as it says so; null: it wants what comes from now on. */
  readonly after: string | null;
  /** Whether the caller may still see the hub. */
  readonly isAllowed: () => Promise<boolean>;
  readonly heartbeatSeconds: number;
  readonly sessionCheckSeconds: number;
  readonly stallSeconds: number;
}

/**
 * One server-sent-event stream: the hub's log from where the client left off, then what is appended to it, with
 * live solve progress in between. Nothing piles up for a slow reader: the log is read on only when the last write
 * was taken, of progress only the newest of each solve waits, and a reader that takes nothing for `stallSeconds`
 * is dropped (it replays when it comes back).
 */
export class EventStream {
  readonly #res: Response;
  readonly #options: EventStreamOptions;
  readonly #progress = new Map<string, SolveProgress>();
  #sent = 0;
  #hasNews = false;
  #isPumping = false;
  #isClosed = false;
  #stop: (() => void)[] = [];

  constructor(res: Response, options: EventStreamOptions) {
    this.#res = res;
    this.#options = options;
  }

  /** Resolves once the stream is live. `onClose` runs once, however it ends. */
  async open(onClose: () => void): Promise<void> {
    const { events, hub, heartbeatSeconds, sessionCheckSeconds } = this.#options;
    this.#res.on('close', () => {
      this.#release();
      onClose();
    });
    const last = await events.lastSeq(hub);
    const start = startAfter(this.#options.after, last);
    this.#sent = start ?? last;
    this.#res.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      // Proxies that buffer answers would hold events back.
      'X-Accel-Buffering': 'no',
    });
    this.#res.flushHeaders();
    this.#res.write(start === null ? resetText(last) : `retry: 3000\nid: ${this.#sent}\n\n`);
    this.#stop = [
      events.subscribe(hub, {
        wake: () => this.#pump({ hasNews: true }),
        progress: (progress) => {
          this.#progress.set(progress.solve, progress);
          this.#pump({ hasNews: false });
        },
      }),
      every(heartbeatSeconds, () => this.#beat()),
      every(sessionCheckSeconds, () => void this.#checkSession()),
    ];
    // The client may have gone while the log was asked.
    if (this.#isClosed || this.#res.destroyed) this.#release();
    else this.#pump({ hasNews: true });
  }

  /** Ends the stream; the client comes back by itself. */
  end(): void {
    this.#release();
    this.#res.end();
  }

  #release(): void {
    this.#isClosed = true;
    for (const stop of this.#stop.splice(0)) stop();
  }

  #pump({ hasNews }: { hasNews: boolean }): void {
    this.#hasNews ||= hasNews;
    if (this.#isPumping || this.#isClosed) return;
    this.#isPumping = true;
    this.#sendAll().catch((error: unknown) => {
      if (this.#isClosed) return;
      this.#res.req.log.warn({ err: error, hub: this.#options.hub }, 'event stream dropped');
      this.#res.destroy();
    });
  }

  /** Log before progress, so that a solve's start is told before how far it is. */
  async #sendAll(): Promise<void> {
    try {
      while (!this.#isClosed && (this.#hasNews || this.#progress.size > 0)) {
        if (this.#hasNews) {
          this.#hasNews = false;
          await this.#sendLog();
        } else await this.#sendProgress();
      }
    } finally {
      // In the same turn as the last look: news that came a microtask later would find nobody to send it.
      this.#isPumping = false;
    }
  }

  async #sendProgress(): Promise<void> {
    for (const [solve, progress] of this.#progress) {
      this.#progress.delete(solve);
      await this.#write(`event: solve.progress\ndata: ${JSON.stringify(progress)}\n\n`);
    }
  }

  async #sendLog(): Promise<void> {
    const { events, hub } = this.#options;
    for (;;) {
      const page = await events.listAfter(hub, this.#sent, pageSize);
      for (const logged of page) {
        // How far it was is of no use any more, and would come after its end.
        if (logged.event.type === 'solve.ended') this.#progress.delete(logged.event.data.solve);
        await this.#write(eventText(logged));
        this.#sent = logged.seq;
      }
      if (page.length < pageSize || this.#isClosed) return;
    }
  }

  async #write(text: string): Promise<void> {
    if (this.#isClosed) return;
    if (!this.#res.write(text)) await this.#drained();
  }

  #drained(): Promise<void> {
    const { stallSeconds } = this.#options;
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#res.off('drain', done).off('close', done);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#res.off('drain', done).off('close', done);
        reject(new Error(`the reader took nothing for ${stallSeconds} s`));
      }, stallSeconds * 1000);
      this.#res.on('drain', done).on('close', done);
    });
  }

  #beat(): void {
    // A write under way or held up says as much, or will end the stream itself.
    if (!this.#res.writableNeedDrain) this.#res.write(':\n\n');
  }

  async #checkSession(): Promise<void> {
    try {
      if (await this.#options.isAllowed()) return;
    } catch (error) {
      this.#res.req.log.error({ err: error }, 'session of an event stream could not be checked');
    }
    this.end();
  }
}

/** Where to replay from; null where the client knows events this log does not have (a restored backup). */
function startAfter(asked: string | null, last: number): number | null {
  if (asked === null) return last;
  if (!/^\d{1,15}$/.test(asked)) return null;
  const after = Number(asked);
  return after > last ? null : after;
}

function eventText(logged: LoggedEvent | { seq: number; event: BookingsChanged }): string {
  return `id: ${logged.seq}\nevent: ${logged.event.type}\ndata: ${JSON.stringify(logged)}\n\n`;
}

/** Tells the page to load its state anew; the id is the log's own again. */
function resetText(last: number): string {
  return `retry: 3000\nid: ${last}\nevent: reset\ndata: ${JSON.stringify({ seq: last })}\n\n`;
}

function every(seconds: number, act: () => void): () => void {
  const timer = setInterval(act, seconds * 1000);
  return () => clearInterval(timer);
}
