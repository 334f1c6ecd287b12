import type { HubEvent } from '#server/contract/event.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, desc, eq, isNotNull, isNull, notInArray } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { assertHub } from './hub-store.ts';
import type { SolveStore } from './port.ts';
import { solves } from './schema.ts';
import type { Write, Writer } from './writer.ts';

/** Of a hub, that are kept until they are accepted or forgotten. */
const mostProposals = 50;

type SolveEnd = Extract<HubEvent, { type: 'solve.ended' }>['data'];

export function makeSolveStore({ db, write, now }: Writer): SolveStore {
  return {
    async start({ id, hub, date, by, rest }) {
      write(({ tx, append }) => {
        assertHub(tx, hub);
        const other = findRunning(tx, hub, date);
        if (other !== null) {
          throw new UserError('SOLVE_RUNNING', `${date} is being planned already.`, { ids: [other] });
        }
        tx.insert(solves)
          .values({
            id,
            hubId: hub,
            date,
            startedAt: now(),
            startedBy: by,
            isRest: rest !== undefined,
            scenario: rest?.scenario ?? null,
          })
          .run();
        append(hub, { type: 'solve.started', data: { solve: id, date } });
      });
    },
    async end(id, outcome) {
      write((write) => {
        const solve = write.tx
          .select({ id: solves.id, hubId: solves.hubId })
          .from(solves)
          .where(and(eq(solves.id, id), isNull(solves.endedAt)))
          .get();
        if (solve === undefined) {
          throw new UserError('SOLVE_UNKNOWN', `The solve ${id} is not under way.`, { ids: [id] });
        }
        endSolve(write, solve.hubId, outcome, now());
      });
    },
    async keepProposal(id, proposal) {
      write(({ tx }) => {
        const solve = tx
          .update(solves)
          .set({ proposal })
          .where(eq(solves.id, id))
          .returning({ hubId: solves.hubId })
          .get();
        if (solve) forgetOldProposals(tx, solve.hubId);
      });
    },
    async getProposal(hub, id) {
      const isOfHub = and(eq(solves.hubId, hub), eq(solves.id, id));
      return db.select({ proposal: solves.proposal }).from(solves).where(isOfHub).get()?.proposal ?? null;
    },
    async running(hub, date) {
      return findRunning(db, hub, date);
    },
    async lastInterrupted(hub, date) {
      const last = db
        .select({ id: solves.id, outcome: solves.outcome, isRest: solves.isRest, scenario: solves.scenario })
        .from(solves)
        .where(and(eq(solves.hubId, hub), eq(solves.date, date)))
        .orderBy(desc(solves.startedAt))
        .limit(1)
        .get();
      if (last?.outcome !== 'interrupted') return null;
      return { solve: last.id, rest: last.isRest ? { scenario: last.scenario } : null };
    },
    async endInterrupted() {
      return write((write) => {
        const left = write.tx
          .select({ id: solves.id, hubId: solves.hubId, date: solves.date })
          .from(solves)
          .where(isNull(solves.endedAt))
          .all();
        for (const { id, hubId, date } of left) {
          const outcome: SolveEnd = {
            solve: id,
            date,
            outcome: 'interrupted',
            plan: null,
            code: null,
            message: null,
          };
          endSolve(write, hubId, outcome, now());
        }
        return left.length;
      });
    },
  };
}

function forgetOldProposals(tx: Executor, hub: string): void {
  const kept = tx
    .select({ id: solves.id })
    .from(solves)
    .where(and(eq(solves.hubId, hub), isNotNull(solves.proposal)))
    .orderBy(desc(solves.startedAt))
    .limit(mostProposals);
  tx.update(solves)
    .set({ proposal: null })
    .where(and(eq(solves.hubId, hub), isNotNull(solves.proposal), notInArray(solves.id, kept)))
    .run();
}

function findRunning(db: Executor, hub: string, date: string): string | null {
  const isRunning = and(eq(solves.hubId, hub), eq(solves.date, date), isNull(solves.endedAt));
  return db.select({ id: solves.id }).from(solves).where(isRunning).get()?.id ?? null;
}

function endSolve({ tx, append }: Write, hub: string, outcome: SolveEnd, endedAt: string): void {
  tx.update(solves)
    .set({ endedAt, outcome: outcome.outcome, code: outcome.code })
    .where(eq(solves.id, outcome.solve))
    .run();
  append(hub, { type: 'solve.ended', data: outcome });
}
