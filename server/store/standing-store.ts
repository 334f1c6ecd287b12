import { and, asc, eq, inArray } from 'drizzle-orm';
import { addRequests } from './add-requests.ts';
import type { Executor } from './database.ts';
import { assertHub } from './hub-store.ts';
import type { StandingStore, StoredStanding } from './port.ts';
import { standingPickups, standingRequests, standingSkips } from './standing-schema.ts';
import type { Writer } from './writer.ts';

export function makeStandingStore({ db, write, now }: Writer): StandingStore {
  return {
    async list(hub) {
      const rows = db
        .select()
        .from(standingPickups)
        .where(eq(standingPickups.hubId, hub))
        .orderBy(asc(standingPickups.createdAt), asc(standingPickups.id))
        .all();
      return rows.map((row) => stored(db, row));
    },
    async get(hub, id) {
      const isIt = and(eq(standingPickups.hubId, hub), eq(standingPickups.id, id));
      const row = db.select().from(standingPickups).where(isIt).get();
      return row === undefined ? null : stored(db, row);
    },
    async add(hub, id, { weekdays, starts_on: startsOn, ends_on: endsOn, ...terms }) {
      write(({ tx }) => {
        assertHub(tx, hub);
        tx.insert(standingPickups)
          .values({ id, hubId: hub, terms, weekdays, startsOn, endsOn, createdAt: now() })
          .run();
      });
    },
    async setEnd(id, endsOn) {
      write(({ tx }) => tx.update(standingPickups).set({ endsOn }).where(eq(standingPickups.id, id)).run());
    },
    async addSkip(id, date) {
      write(({ tx }) => tx.insert(standingSkips).values({ pickupId: id, date }).onConflictDoNothing().run());
    },
    async removeSkip(id, date) {
      const isIt = and(eq(standingSkips.pickupId, id), eq(standingSkips.date, date));
      write(({ tx }) => tx.delete(standingSkips).where(isIt).run());
    },
    async listMade(hub, date) {
      return new Set(madeOn(db, hub, date));
    },
    async listRequests(id) {
      const rows = db.select().from(standingRequests).where(eq(standingRequests.pickupId, id)).all();
      return new Map(rows.map(({ date, requestId }) => [date, requestId]));
    },
    async make(hub, date, made) {
      return write((writing) => {
        const before = new Set(madeOn(writing.tx, hub, date));
        const fresh = made.filter(({ pickup }) => !before.has(pickup));
        if (fresh.length === 0) return 0;
        addRequests(
          writing,
          hub,
          fresh.map(({ request }) => request),
          now(),
        );
        for (const { pickup, request } of fresh)
          writing.tx.insert(standingRequests).values({ pickupId: pickup, date, requestId: request.id }).run();
        return fresh.length;
      });
    },
  };
}

function madeOn(db: Executor, hub: string, date: string): string[] {
  const ofHub = db
    .select({ id: standingPickups.id })
    .from(standingPickups)
    .where(eq(standingPickups.hubId, hub));
  return db
    .select({ id: standingRequests.pickupId })
    .from(standingRequests)
    .where(and(eq(standingRequests.date, date), inArray(standingRequests.pickupId, ofHub)))
    .all()
    .map(({ id }) => id);
}

function stored(db: Executor, row: typeof standingPickups.$inferSelect): StoredStanding {
  const skips = db
    .select({ date: standingSkips.date })
    .from(standingSkips)
    .where(eq(standingSkips.pickupId, row.id))
    .orderBy(asc(standingSkips.date))
    .all();
  return {
    ...row.terms,
    id: row.id,
    weekdays: row.weekdays,
    starts_on: row.startsOn,
    ends_on: row.endsOn,
    skips: skips.map(({ date }) => date),
  };
}
