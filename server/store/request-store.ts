import { UserError } from '#server/domain/user-error.ts';
import { and, between, eq } from 'drizzle-orm';
import { addRequests } from './add-requests.ts';
import { assertNotCarried } from './carried-links.ts';
import { bringBack, carryOver, readRests } from './carried-requests.ts';
import { findPlan } from './plan-names.ts';
import { followRestored } from './follow-restored.ts';
import type { RequestStore } from './port.ts';
import { oweQuote } from './quote-store.ts';
import { assertNotReplaced } from './replaced-bookings.ts';
import { assertReferencesFree } from './request-references.ts';
import { appendChanged, readRequest, readRequests } from './request-rows.ts';
import { requestTexts } from './request-text-schema.ts';
import { requests } from './schema.ts';
import { settleStates } from './settle-states.ts';
import type { Writer } from './writer.ts';

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
    async add(hub, request) {
      write((writing) => {
        addRequests(writing, hub, [request], now());
        oweQuote(writing.tx, request.id);
      });
    },
    async addAll(hub, added) {
      if (added.length === 0) return;
      write((writing) => addRequests(writing, hub, added, now()));
    },
    async addFromText(hub, added, text) {
      write((writing) => {
        addRequests(writing, hub, added, now());
        for (const { id } of added) {
          writing.tx.insert(requestTexts).values({ requestId: id, text }).run();
          oweQuote(writing.tx, id);
        }
      });
    },
    async getText(hub, id) {
      const row = db
        .select({ text: requestTexts.text })
        .from(requestTexts)
        .innerJoin(requests, eq(requests.id, requestTexts.requestId))
        .where(and(eq(requests.hubId, hub), eq(requests.id, id)))
        .get();
      return row?.text ?? null;
    },
    async setState(hub, id, state) {
      return write((under) => {
        const { tx, append } = under;
        const before = readRequest(tx, hub, id);
        if (before === null) {
          throw new UserError('REQUEST_UNKNOWN', `There is no request with id ${id}.`, { ids: [id] });
        }
        if (before.state === state) return before;
        assertNotCarried(tx, before, state);
        if (before.state === 'cancelled') {
          assertNotReplaced(tx, before);
          assertReferencesFree(tx, hub, [before]);
        }
        tx.update(requests).set({ state }).where(eq(requests.id, id)).run();
        if (before.state === 'cancelled' && state === 'booked') followRestored(under, hub, id, now());
        // One that is booked again may be in a run still.
        const plan = state === 'booked' ? findPlan(tx, hub, before.date) : null;
        if (plan) settleStates(tx, plan);
        appendChanged(append, hub, [before]);
        return readRequest(tx, hub, id) ?? before;
      });
    },
    carryOver: async (hub, carried, on) => write((writing) => carryOver(writing, hub, carried, on, now())),
    bringBack: async (hub, ids) => write((writing) => bringBack(writing, hub, ids)),
    listRests: async (hub, date) => readRests(db, hub, date),
  };
}
