/** Makes something when it is first asked for, and keeps it. */
export function lazily<T extends object | number>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
