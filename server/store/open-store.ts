import { dirname } from 'node:path';
import { mkdirSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { makeBookingStore } from './booking-store.ts';
import { makePushStore } from './push-store.ts';
import { makeCooperativeStore } from './cooperative-store.ts';
import { openDatabase } from './database.ts';
import { makeDeskStore } from './desk-store.ts';
import { makeDriveStore } from './drive-store.ts';
import { makeDriverStore } from './driver-store.ts';
import { makeEventStore } from './event-store.ts';
import { makeFleetStore } from './fleet-store.ts';
import { makeHubStore } from './hub-store.ts';
import { makeMemberSessionStore } from './member-session-store.ts';
import { makeMemberStore } from './member-store.ts';
import { makeMoneyStore } from './money-store.ts';
import { makePeopleStore } from './people-store.ts';
import { makePlanStore } from './plan-store.ts';
import type { Store } from './port.ts';
import { makePublicationStore } from './publication-store.ts';
import { makeQuoteStore } from './quote-store.ts';
import { makeRatesStore } from './rates-store.ts';
import { makeReceivingStore } from './receiving-store.ts';
import { makeRequestStore } from './request-store.ts';
import { makeProgramStore } from './program-store.ts';
import { makeSessionStore } from './session-store.ts';
import { makeStandingStore } from './standing-store.ts';
import { makeWebhookStore } from './webhook-store.ts';
import { makeSolveStore } from './solve-store.ts';
import { makeVehicleTypeStore } from './vehicle-type-store.ts';
import { lockForWriting, tryLockForWriting } from './writer-lock.ts';
import { makeWriter } from './writer.ts';

export interface StoreOptions {
  /** The database file; its folder is the data directory and is locked for this process. */
  readonly file: string;
  /** Where the generated migrations are; beside the store's own code by default. */
  readonly migrationsFolder?: string | undefined;
  /** The present instant, ISO 8601 in UTC. */
  readonly now: () => string;
  /**
   * Write beside a running server rather than be refused: for single small writes of the command line, such as a
   * new sign-in link. Its events wake nobody in the server.
   */
  readonly isAlongside?: boolean;
}

/**
 * Opens the database for writing, creating and migrating it as needed. Throws UserError DATA_IN_USE where
 * another process writes there, DATA_TOO_NEW where a newer version did, FILE_UNREADABLE where it is not ours.
 */
export function openStore({ file, migrationsFolder, now, isAlongside = false }: StoreOptions): Store {
  mkdirSync(dirname(file), { recursive: true });
  const lock = isAlongside ? tryLockForWriting(dirname(file)) : lockForWriting(dirname(file));
  try {
    // Without the lock the schema is the server's to migrate.
    const { client, db } = openDatabase(file, { migrationsFolder, isMigrating: lock !== null });
    const writer = makeWriter(db, now);
    return {
      people: makePeopleStore(writer),
      sessions: makeSessionStore(writer),
      hubs: makeHubStore(writer),
      requests: makeRequestStore(writer),
      fleet: makeFleetStore(writer),
      vehicleTypes: makeVehicleTypeStore(writer),
      drivers: makeDriverStore(writer),
      cooperatives: makeCooperativeStore(writer),
      members: makeMemberStore(writer),
      bookings: makeBookingStore(writer),
      push: makePushStore(writer),
      memberSessions: makeMemberSessionStore(writer),
      standing: makeStandingStore(writer),
      programs: makeProgramStore(writer),
      webhooks: makeWebhookStore(writer),
      rates: makeRatesStore(writer),
      money: makeMoneyStore(writer),
      quotes: makeQuoteStore(writer),
      receiving: makeReceivingStore(writer),
      plans: makePlanStore(writer),
      desks: makeDeskStore(writer),
      publications: makePublicationStore(writer),
      drive: makeDriveStore(writer),
      solves: makeSolveStore(writer),
      events: makeEventStore(writer),
      async ping() {
        db.run(sql`select count(*) from hubs`);
      },
      close() {
        client.close();
        lock?.release();
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}
