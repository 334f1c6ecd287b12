import type { Executor } from './database.ts';

/**
 * Statements that are put together once for each connection, when one of them is first asked for: putting one together
 * takes longer than running it. Values come in by `sql.placeholder`. They are part of whatever transaction is under way.
 */
export function prepared<T extends object>(make: (db: Executor) => T): (db: Executor) => T {
  const made = new WeakMap<Executor, T>();
  return (db) => {
    const known = made.get(db) ?? make(db);
    made.set(db, known);
    return known;
  };
}
