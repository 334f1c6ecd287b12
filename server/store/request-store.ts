import type { Request } from '#server/contract/request.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, between, eq, inArray, ne } from 'drizzle-orm';
import { assertNotCarried, bringBack, carryOver } from './carried-requests.ts';
import type { Executor } from './database.ts';
import { assertHub } from './hub-store.ts';
import { findPlan } from './plan-names.ts';
import type { RequestStore } from './port.ts';
import { appendChanged, insertAll, readRequest, readRequests } from './request-rows.ts';
import { requests } from './schema.ts';
import { settleStates } from './settle-states.ts';
import type { Writer } from './writer.ts';

/** Ids per question, below SQLite's limit of variables. */
const idsAtOnce = 1000;

export function makeRequestStore({ db, write, now }: Writer): RequestStore {
  return {
    async listByDay(hub, date) {
      return readRequests(db, and(eq(requests.hubId, hub), eq(requests.date, date)));
    },
    async listBooked(hub, from, until) {
      const ofDays = and(eq(requests.hubId, hub), between(requests.date, from, until));
      const times = db
        .select({ id: requests.id, createdAt: requests.createdAt })
        .from(requests)
        .where(ofDays)
        .all();
      const bookedAt = new Map(times.map(({ id, createdAt }) => [id, createdAt]));
      return readRequests(db, ofDays).map((request) => ({ request, bookedAt: bookedAt.get(request.id)! })); // the same rows
    },
    async get(hub, id) {
      return readRequest(db, hub, id);
    },
    async addAll(hub, added) {
      if (added.length === 0) return;
      write(({ tx, append }) => {
        assertHub(tx, hub);
        assertFree(tx, hub, added);
        insertAll(tx, hub, added, now());
        appendChanged(append, hub, added);
      });
    },
    async setState(hub, id, state) {
      return write(({ tx, append }) => {
        const before = readRequest(tx, hub, id);
        if (before === null) {
          throw new UserError('REQUEST_UNKNOWN', `There is no request with id ${id}.`, { ids: [id] });
        }
        if (before.state === state) return before;
        assertNotCarried(tx, before, state);
        if (before.state === 'cancelled') assertReferencesFree(tx, hub, [before]);
        tx.update(requests).set({ state }).where(eq(requests.id, id)).run();
        // One that is booked again may be in a run still.
        const plan = state === 'booked' ? findPlan(tx, hub, before.date) : null;
        if (plan) settleStates(tx, plan);
        appendChanged(append, hub, [before]);
        return readRequest(tx, hub, id) ?? before;
      });
    },
    carryOver: async (hub, carried) => write((writing) => carryOver(writing, hub, carried, now())),
    bringBack: async (hub, ids) => write((writing) => bringBack(writing, hub, ids)),
  };
}

function assertFree(tx: Executor, hub: string, added: readonly Request[]): void {
  const ids = added.map((request) => request.id);
  const seen = new Set<string>();
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const some = inArray(requests.id, ids.slice(from, from + idsAtOnce));
    for (const { id } of tx.select({ id: requests.id }).from(requests).where(some).all()) seen.add(id);
  }
  const refused = ids.filter((id) => seen.has(id) || !seen.add(id));
  if (refused.length > 0) refuse(refused);
  assertReferencesFree(tx, hub, added);
}

function assertReferencesFree(tx: Executor, hub: string, added: readonly Request[]): void {
  const key = (request: Pick<Request, 'date' | 'reference'>) => `${request.date} ${request.reference}`;
  const dates = [...new Set(added.map((request) => request.date))];
  const seen = new Set(
    tx
      .select({ date: requests.date, reference: requests.reference })
      .from(requests)
      .where(and(eq(requests.hubId, hub), inArray(requests.date, dates), ne(requests.state, 'cancelled')))
      .all()
      .map(key),
  );
  const taken = added.filter((request) => seen.has(key(request)) || !seen.add(key(request)));
  if (taken.length > 0) refuse(taken.map((request) => request.reference));
}

function refuse(ids: string[]): never {
  throw new UserError('REFERENCE_TAKEN', `Ids in use already: ${ids.slice(0, 10).join(', ')}.`, { ids });
}
