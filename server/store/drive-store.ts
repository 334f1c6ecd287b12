import type { RunEventWire } from '#server/contract/drive.ts';
import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, max, sql } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { readEvents, followDrivers, requestOfEvent } from './driven-states.ts';
import { runEvents, runLinks, runPhones, runPictures } from './drive-schema.ts';
import { findPlan } from './plan-names.ts';
import type { DriveStore, RunPhone, StoredDrivenRun } from './port.ts';
import { requestsUnderWay } from './requests-under-way.ts';
import { findRunHead, readVersions, type RunHead, runHeadsOfPlan } from './run-versions.ts';
import { publishedRuns } from './publication-schema.ts';
import { countTaps } from './run-taps.ts';
import { plans } from './schema.ts';
import type { Write, Writer } from './writer.ts';

export function makeDriveStore({ db, write, now }: Writer): DriveStore {
  return {
    async addLinks(links) {
      write(({ tx }) => {
        for (const { run: runId, ...link } of links) {
          tx.insert(runLinks)
            .values({ ...link, runId, createdAt: now() })
            .run();
        }
      });
    },
    async findLink(tokenHash) {
      const row = db.select().from(runLinks).where(eq(runLinks.tokenHash, tokenHash)).get();
      return row ? { run: row.runId, expiresAt: row.expiresAt, isRevoked: row.revokedAt !== null } : null;
    },
    async bindPhone(run, { id, keyHash, label }) {
      return write((under) => {
        const known = under.tx.select().from(runPhones).where(eq(runPhones.id, id)).get();
        if (known) return known.keyHash === keyHash && known.runId === run ? phoneOf(known) : null;
        const state = hasPhone(under.tx, run) ? 'waiting' : 'bound';
        under.tx.insert(runPhones).values({ id, runId: run, keyHash, label, state, askedAt: now() }).run();
        tellOfPhone(under, run, state);
        return { id, state, label, askedAt: now() };
      });
    },
    async findPhone(run, keyHash) {
      const isIt = and(eq(runPhones.runId, run), eq(runPhones.keyHash, keyHash));
      const row = db.select().from(runPhones).where(isIt).get();
      return row ? phoneOf(row) : null;
    },
    async decidePhone(hub, phone, isLetIn, by) {
      return write((under) => {
        const row = under.tx.select().from(runPhones).where(eq(runPhones.id, phone)).get();
        const head = row && findRunHead(under.tx, row.runId);
        if (!row || head?.hub !== hub) return false;
        if (isLetIn) replacePhones(under.tx, row.runId, now());
        const state = isLetIn ? 'bound' : 'refused';
        under.tx
          .update(runPhones)
          .set({ state, decidedAt: now(), decidedBy: by })
          .where(eq(runPhones.id, phone))
          .run();
        tellOfPhone(under, row.runId, state);
        return true;
      });
    },
    async revoke(hub, run) {
      return write((under) => {
        if (findRunHead(under.tx, run)?.hub !== hub) return false;
        endLinks(under, run, now());
        return true;
      });
    },
    async get(run) {
      const head = findRunHead(db, run);
      return head === null ? null : readRun(db, head);
    },
    async listByDay(hub, date) {
      const plan = findPlan(db, hub, date);
      if (plan === null) return [];
      return runHeadsOfPlan(db, plan.id).map((head) => ({
        ...readRun(db, head),
        received: receivedOf(db, head.id),
        phones: phonesOf(db, head.id),
        linkUntil: linkUntil(db, head.id, now()),
      }));
    },
    async listUnderWay(hub, date) {
      return requestsUnderWay(db, hub, date);
    },
    async forgetPositions(hub, before) {
      return write(({ tx }) => {
        const ofHub = tx
          .select({ id: publishedRuns.id })
          .from(publishedRuns)
          .innerJoin(plans, eq(plans.id, publishedRuns.planId))
          .where(eq(plans.hubId, hub));
        const isKnown = sql`json_extract(${runEvents.event}, '$.position') is not null`;
        return tx
          .update(runEvents)
          .set({ event: sql`json_set(${runEvents.event}, '$.position', null)` })
          .where(and(lt(runEvents.receivedAt, before), isKnown, inArray(runEvents.runId, ofHub)))
          .run().changes;
      });
    },
    async countEvents(hub, date) {
      return countTaps(db, hub, date);
    },
    async addEvents(run, events, by) {
      return write((under) => addEvents(under, run, events, { by, at: now() }));
    },
    async addPicture(run, { id, type, bytes }) {
      write(({ tx }) => {
        const row = { runId: run, id, type, bytes: Buffer.from(bytes), receivedAt: now() };
        tx.insert(runPictures).values(row).onConflictDoNothing().run();
      });
    },
    async getPicture(hub, run, picture) {
      if (findRunHead(db, run)?.hub !== hub) return null;
      const isIt = and(eq(runPictures.runId, run), eq(runPictures.id, picture));
      const row = db.select().from(runPictures).where(isIt).get();
      return row ? { type: row.type, bytes: row.bytes } : null;
    },
  };
}

/** Those that are not there yet; requests follow, and the hub is told: one transaction. Returns how many there were. */
function addEvents(
  under: Write,
  run: string,
  events: readonly RunEventWire[],
  { by, at }: { by: string | null; at: string },
): number {
  const { tx, append } = under;
  const head = findRunHead(tx, run);
  if (head === null) return 0;
  const isEntered = and(eq(runEvents.runId, run), isNotNull(runEvents.enteredBy));
  const named = new Set<string>();
  const added = new Set<string>();
  for (const event of events) {
    const request = requestOfEvent(tx, run, event);
    const row = {
      id: event.id,
      runId: run,
      phoneId: event.phone,
      event,
      request,
      receivedAt: at,
      enteredBy: by,
    };
    const { changes } = tx
      .insert(runEvents)
      .values(row)
      // What was entered from a text gives way to the tap itself, which has its notes and seconds.
      .onConflictDoUpdate({ target: runEvents.id, set: row, setWhere: by === null ? isEntered : sql`false` })
      .run();
    if (changes === 0) continue;
    added.add(event.id);
    if (request !== null) named.add(request);
  }
  for (const request of takenBackEarlier(tx, run, events)) named.add(request);
  if (added.size === 0) return 0;
  const before = () => readEvents(tx, run).filter(({ id }) => !added.has(id));
  followDrivers(under, head, named, { at, before });
  append(head.hub, {
    type: 'run.events',
    data: { date: head.date, run, number: head.number, count: added.size },
  });
  return added.size;
}

/** An event may come after the one that takes it back. */
function takenBackEarlier(tx: Executor, run: string, events: readonly RunEventWire[]): string[] {
  const ids = new Set(events.map(({ id }) => id));
  return readEvents(tx, run).flatMap((event) => {
    const { deed } = event;
    if (deed.kind !== 'undone' || !ids.has(deed.event)) return [];
    return requestOfEvent(tx, run, event) ?? [];
  });
}

/** The links of a run end, and no phone has it. */
export function endLinks(under: Write, run: string, at: string): void {
  under.tx
    .update(runLinks)
    .set({ revokedAt: at })
    .where(and(eq(runLinks.runId, run), isNull(runLinks.revokedAt)))
    .run();
  if (replacePhones(under.tx, run, at) > 0) tellOfPhone(under, run, 'replaced');
}

/** The phone that has the run may hand in what it noted; those that wait were never let in. Returns how many there were. */
function replacePhones(tx: Executor, run: string, at: string): number {
  const decide = (from: RunPhone['state'], state: RunPhone['state']): number =>
    tx
      .update(runPhones)
      .set({ state, decidedAt: at })
      .where(and(eq(runPhones.runId, run), eq(runPhones.state, from)))
      .run().changes;
  return decide('bound', 'replaced') + decide('waiting', 'refused');
}

function hasPhone(tx: Executor, run: string): boolean {
  const isBound = and(eq(runPhones.runId, run), eq(runPhones.state, 'bound'));
  return tx.select({ id: runPhones.id }).from(runPhones).where(isBound).get() !== undefined;
}

function tellOfPhone({ tx, append }: Write, run: string, state: RunPhone['state']): void {
  const head = findRunHead(tx, run);
  if (head === null) return;
  append(head.hub, { type: 'run.phone', data: { date: head.date, run, number: head.number, state } });
}

function readRun(db: Executor, head: RunHead): StoredDrivenRun {
  const events = readEvents(db, head.id);
  const { planId: _, ...run } = head;
  return { ...run, ...readVersions(db, head.id, new Set(events.map(({ revision }) => revision))), events };
}

function receivedOf(db: Executor, run: string): ReadonlyMap<string, string> {
  const rows = db
    .select({ id: runEvents.id, at: runEvents.receivedAt })
    .from(runEvents)
    .where(eq(runEvents.runId, run))
    .all();
  return new Map(rows.map(({ id, at }) => [id, at]));
}

function phonesOf(db: Executor, run: string): RunPhone[] {
  const rows = db.select().from(runPhones).where(eq(runPhones.runId, run)).orderBy(asc(runPhones.askedAt));
  return rows.all().map(phoneOf);
}

const phoneOf = ({ id, state, label, askedAt }: typeof runPhones.$inferSelect): RunPhone => ({
  id,
  state,
  label,
  askedAt,
});

function linkUntil(db: Executor, run: string, at: string): string | null {
  const isOpen = and(eq(runLinks.runId, run), isNull(runLinks.revokedAt), gt(runLinks.expiresAt, at));
  const row = db
    .select({ until: max(runLinks.expiresAt) })
    .from(runLinks)
    .where(isOpen)
    .get();
  return row?.until ?? null;
}
