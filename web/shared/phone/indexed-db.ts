/** What a request of IndexedDB comes to. */
export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('This device keeps nothing.')));
  });
}

/** Kept once all that was written is on the disk. */
export function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    const fail = (): void => reject(transaction.error ?? new Error('This device is full.'));
    transaction.addEventListener('abort', fail);
    transaction.addEventListener('error', fail);
  });
}
