const firstDelayMs = 2_000;
const longestDelayMs = 30_000;
const mostTries = 6;

/**
 * Loads a part of the page. Without a network it waits until that is back; with one it is tried anew some times, since a
 * network may be there before the server is. @throws what the last try threw
 */
export async function loadOnline<T>(load: () => Promise<T>): Promise<T> {
  for (let tries = 1, delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, longestDelayMs)) {
    try {
      return await load();
    } catch (error) {
      if (navigator.onLine && tries++ === mostTries) throw error;
      await backOnline(delayMs);
    }
  }
}

function backOnline(mostMs: number): Promise<void> {
  return new Promise((done) => {
    const goOn = (): void => {
      removeEventListener('online', goOn);
      clearTimeout(timer);
      done();
    };
    addEventListener('online', goOn);
    const timer = setTimeout(goOn, mostMs);
  });
}
