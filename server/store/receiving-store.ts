import { and, asc, eq } from 'drizzle-orm';
import type { Executor } from './database.ts';
import { toUtc } from './instants.ts';
import { refuseSettled } from './money-store.ts';
import type { ReceivingStore } from './port.ts';
import { cratesBack, weighIns } from './receiving-schema.ts';
import { addWeighIns, readWeighIns } from './weigh-in-rows.ts';
import type { Writer } from './writer.ts';

export function makeReceivingStore({ db, write, now }: Writer): ReceivingStore {
  return {
    async get(hub, date) {
      const ofDay = and(eq(weighIns.hubId, hub), eq(weighIns.date, date))!;
      const counts = db
        .select()
        .from(cratesBack)
        .where(and(eq(cratesBack.hubId, hub), eq(cratesBack.date, date)))
        .orderBy(asc(cratesBack.seq))
        .all()
        .sort((a, b) => Date.parse(a.countedAt) - Date.parse(b.countedAt));
      return {
        weighIns: readWeighIns(db, ofDay),
        cratesBack: counts.map(({ vehicle, trip, crates }) => ({ vehicle, trip, crates })),
      };
    },
    async add(hub, { id, date, vehicle, trip, weighed_at, lines, is_together, crates_back }, by) {
      write((writing) => {
        const { tx, append } = writing;
        if (isWritten(tx, id)) return;
        refuseSettled(tx, hub, date);
        const at = now();
        // A tablet whose clock is ahead does not write what nobody could correct.
        const weighedAt = Date.parse(weighed_at) < Date.parse(at) ? toUtc(weighed_at) : at;
        const act = { id, hubId: hub, date, vehicle, trip, at, by };
        addWeighIns(
          writing,
          hub,
          lines.map(({ request, is_short, ...line }) => ({
            ...act,
            ...line,
            requestId: request,
            isShort: is_short,
            isTogether: is_together,
            weighedAt,
          })),
        );
        if (crates_back !== null) {
          tx.insert(cratesBack)
            .values({ ...act, crates: crates_back, countedAt: weighedAt })
            .run();
        }
        append(hub, { type: 'money.changed', data: { date } });
      });
    },
  };
}

/** The same act sent again. */
function isWritten(tx: Executor, id: string): boolean {
  const line = tx.select({ id: weighIns.id }).from(weighIns).where(eq(weighIns.id, id)).get();
  const count = tx.select({ id: cratesBack.id }).from(cratesBack).where(eq(cratesBack.id, id)).get();
  return line !== undefined || count !== undefined;
}
