/** Makes something when it is first asked for: a store may be opened on a file whose tables are of an older version. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}
