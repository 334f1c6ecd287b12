import type { ApiKey } from '#server/contract/program.ts';
import { UserError } from '#server/domain/user-error.ts';
import { and, desc, eq, isNull } from 'drizzle-orm';
import { addRequests } from './add-requests.ts';
import { needCooperative } from './cooperative-store.ts';
import type { ProgramStore } from './port.ts';
import { apiBookings, apiKeys } from './program-schema.ts';
import { oweQuote } from './quote-store.ts';
import { readRequest } from './request-rows.ts';
import { cooperatives } from './schema.ts';
import type { Writer } from './writer.ts';

export function makeProgramStore({ db, write, now }: Writer): ProgramStore {
  return {
    async listKeys(hub) {
      const rows = db.select().from(apiKeys).where(eq(apiKeys.hubId, hub));
      return rows.orderBy(desc(apiKeys.createdAt), desc(apiKeys.id)).all().map(keyOf);
    },
    async addKey(hub, { id, cooperative, name, keyHash, hint, by }) {
      return write(({ tx }) => {
        const cooperativeId = Number(needCooperative(tx, hub, cooperative).id);
        const row = tx
          .insert(apiKeys)
          .values({ id, hubId: hub, cooperativeId, name, keyHash, hint, createdAt: now(), createdBy: by })
          .returning()
          .get();
        return keyOf(row);
      });
    },
    async revokeKey(hub, id) {
      const isIt = and(eq(apiKeys.hubId, hub), eq(apiKeys.id, id));
      write(({ tx }) => {
        const row = tx.select({ revokedAt: apiKeys.revokedAt }).from(apiKeys).where(isIt).get();
        if (!row) throw new UserError('API_KEY_UNKNOWN', `There is no key with id ${id}.`, { ids: [id] });
        if (row.revokedAt === null) tx.update(apiKeys).set({ revokedAt: now() }).where(isIt).run();
      });
    },
    async findKey(keyHash) {
      const row = db
        .select({
          key: apiKeys.id,
          hub: apiKeys.hubId,
          usedOn: apiKeys.usedOn,
          id: cooperatives.id,
          name: cooperatives.name,
        })
        .from(apiKeys)
        .innerJoin(cooperatives, eq(cooperatives.id, apiKeys.cooperativeId))
        .where(and(eq(apiKeys.keyHash, keyHash), isNull(apiKeys.revokedAt)))
        .get();
      if (!row) return null;
      const today = now().slice(0, 10);
      // One write a day, not one a call.
      if (row.usedOn !== today)
        write(({ tx }) => tx.update(apiKeys).set({ usedOn: today }).where(eq(apiKeys.id, row.key)).run());
      return { key: row.key, hub: row.hub, cooperative: { id: String(row.id), name: row.name } };
    },
    async bookOnce({ hub, cooperative }, { idempotencyKey, bodyHash, request }) {
      return write((writing) => {
        const { tx } = writing;
        const cooperativeId = Number(cooperative.id);
        const isIt = and(
          eq(apiBookings.cooperativeId, cooperativeId),
          eq(apiBookings.idempotencyKey, idempotencyKey),
        );
        const before = tx.select().from(apiBookings).where(isIt).get();
        if (before === undefined) {
          addRequests(writing, hub, [request], now());
          oweQuote(tx, request.id);
          tx.insert(apiBookings)
            .values({ cooperativeId, idempotencyKey, bodyHash, requestId: request.id })
            .run();
        } else if (before.bodyHash !== bodyHash)
          throw new UserError('IDEMPOTENCY_KEY_REUSED', 'This key was sent with another booking before.');
        const id = before?.requestId ?? request.id;
        const booked = readRequest(tx, hub, id);
        if (booked === null) throw new Error(`the request ${id} of an idempotency key is gone`);
        return booked;
      });
    },
  };
}

function keyOf(row: typeof apiKeys.$inferSelect): ApiKey {
  return {
    id: row.id,
    cooperative: String(row.cooperativeId),
    name: row.name,
    hint: row.hint,
    created_at: row.createdAt,
    used_on: row.usedOn,
    revoked_at: row.revokedAt,
  };
}
