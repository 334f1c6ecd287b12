const everyMs = 25_000;

/**
 * Says when to read anew, while the page is looked at: the hub tells it by a stream of events, and where there is none (a
 * proxy that holds streams back, no signal) it is every 25 s. Returns how to stop.
 */
export function followHub(onNews: () => void): () => void {
  let stream: EventSource | null = null;
  const follow = () => {
    stream?.close();
    stream = null;
    if (document.visibilityState !== 'visible') return;
    stream = new EventSource('/api/book/events');
    stream.addEventListener('bookings.changed', onNews);
  };
  const ask = () => {
    if (document.visibilityState !== 'visible' || stream?.readyState === EventSource.OPEN) return;
    onNews();
    // One that the server has ended for good does not come back by itself.
    if (stream?.readyState === EventSource.CLOSED) follow();
  };
  follow();
  document.addEventListener('visibilitychange', follow);
  const timer = setInterval(ask, everyMs);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', follow);
    stream?.close();
  };
}
