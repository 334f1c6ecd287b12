import {
  type HubEvent,
  hubEventTypes,
  type LoggedEvent,
  type SolveProgress,
} from '#server/contract/event.ts';
import { onServerLost } from './client.ts';

/** How live the page is: `reconnecting` means what is shown may be behind. */
export type LinkState = 'connecting' | 'live' | 'reconnecting';

export interface HubEventHandlers {
  readonly onEvent: (event: HubEvent) => void;
  /** The log no longer reaches back to where we were: everything must be fetched again. */
  readonly onReset: () => void;
  readonly onState: (state: LinkState) => void;
}

const firstDelayMs = 1_000;
const longestDelayMs = 30_000;

/**
 * Follows a hub's events after the one named (null: nobody knows what was missed, so everything is to be fetched once the
 * stream is open) until the returned function is called, which says the last event seen. The browser resumes with
 * Last-Event-ID by itself after a lost connection; after a refusal (restart, proxy error) it gives up, and then this opens a
 * new one that names the last event seen. A stream may be dead without knowing it: where a call gets no answer, or the network goes or
 * comes, a new one is opened at once.
 */
export function followHubEvents(
  hub: string,
  lastKnown: number | null,
  handlers: HubEventHandlers,
): () => number | null {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let delayMs = firstDelayMs;
  let lastSeq = lastKnown;
  let isStopped = false;

  const open = (): void => {
    const after = lastSeq === null ? '' : `?after=${lastSeq}`;
    const opened = new EventSource(`/api/hubs/${encodeURIComponent(hub)}/events${after}`);
    source = opened;
    opened.addEventListener('open', () => {
      delayMs = firstDelayMs;
      handlers.onState('live');
      if (lastSeq === null) handlers.onReset();
    });
    opened.addEventListener('error', () => {
      if (isStopped) return;
      handlers.onState('reconnecting');
      if (opened.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, delayMs);
      delayMs = Math.min(delayMs * 2, longestDelayMs);
    });
    for (const kind of hubEventTypes) {
      opened.addEventListener(kind, (message) => {
        const read = readEvent(kind, message.data as string);
        if (!read) return;
        if (read.seq !== null) lastSeq = read.seq;
        handlers.onEvent(read.event);
      });
    }
    opened.addEventListener('reset', (message) => {
      lastSeq = (JSON.parse(message.data as string) as { seq: number }).seq;
      handlers.onReset();
    });
  };

  const tryAnew = (): void => {
    if (source?.readyState === EventSource.CONNECTING) return;
    clearTimeout(timer);
    source?.close();
    handlers.onState('reconnecting');
    open();
  };

  handlers.onState('connecting');
  open();
  const stopHearing = onServerLost(tryAnew);
  addEventListener('offline', tryAnew);
  addEventListener('online', tryAnew);
  return () => {
    isStopped = true;
    stopHearing();
    removeEventListener('offline', tryAnew);
    removeEventListener('online', tryAnew);
    clearTimeout(timer);
    source?.close();
    return lastSeq;
  };
}

/** Reads one message: logged events carry their envelope, progress (which is never logged) is bare. */
export function readEvent(
  kind: HubEvent['type'],
  data: string,
): { seq: number | null; event: HubEvent } | null {
  const value = JSON.parse(data) as Partial<LoggedEvent> & Partial<SolveProgress>;
  if (value.event) return { seq: value.seq ?? null, event: value.event };
  if (kind === 'solve.progress' && value.solve) {
    return { seq: null, event: { type: 'solve.progress', data: value as SolveProgress } };
  }
  return null;
}
