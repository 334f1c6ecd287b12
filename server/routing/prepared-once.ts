import type Database from 'better-sqlite3';

/** Statements that are put together once for each connection, when one of them is first asked for. */
export function preparedOnce<T extends object>(
  make: (db: Database.Database) => T,
): (db: Database.Database) => T {
  const made = new WeakMap<Database.Database, T>();
  return (db) => {
    const known = made.get(db) ?? make(db);
    made.set(db, known);
    return known;
  };
}
