const everyMs = 25_000;
/** A stream may be open and yet say nothing, behind a proxy that holds back what comes over it. */
const evenWhileOpenMs = 5 * 60_000;
const lostMs = 3_000;

interface Followed {
  readonly sync: () => unknown;
  /** Whether something still waits, or the last reading failed. */
  readonly isBehind: () => boolean;
  /** Names what was read last; null: nothing was. */
  readonly seen: () => string | null;
}

/**
 * Has the line read anew, while the page is looked at: when the hub says so by a stream of events, which it does at once
 * where what was read is no longer so, also on a stream that was lost and comes back; and every 25 s where there is none
 * (a proxy that holds streams back, no signal) or the line is behind. Returns how to stop.
 */
export function followHub({ sync, isBehind, seen }: Followed): () => void {
  let stream: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let askedAt = Date.now();
  const ask = () => {
    askedAt = Date.now();
    sync();
  };
  const follow = () => {
    clearTimeout(timer);
    stream?.close();
    stream = null;
    if (document.visibilityState !== 'visible') return;
    const last = seen();
    const opened = new EventSource(`/api/book/events${last === null ? '' : `?seen=${last}`}`);
    opened.addEventListener('bookings.changed', ask);
    opened.addEventListener('open', () => {
      if (last === null) ask();
    });
    opened.addEventListener('error', () => {
      if (opened.readyState === EventSource.CLOSED) return;
      // By itself it would come back with the name of what was read when it was opened.
      opened.close();
      timer = setTimeout(follow, lostMs);
    });
    stream = opened;
  };
  const tick = () => {
    if (document.visibilityState !== 'visible') return;
    const isTold = stream?.readyState === EventSource.OPEN && !isBehind();
    if (isTold && Date.now() - askedAt < evenWhileOpenMs) return;
    ask();
    // One that the server has ended for good does not come back by itself.
    if (stream?.readyState === EventSource.CLOSED) follow();
  };
  follow();
  document.addEventListener('visibilitychange', follow);
  const ticking = setInterval(tick, everyMs);
  return () => {
    clearInterval(ticking);
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', follow);
    stream?.close();
  };
}
