import type { HubEvent, LoggedEvent } from '#server/contract/event.ts';
import type { Vehicle } from '#server/contract/fleet.ts';
import type { Hub, Product } from '#server/contract/hub.ts';
import type { User } from '#server/contract/people.ts';
import type { PlanDocument } from '#server/contract/plan.ts';
import type { Request } from '#server/contract/request.ts';

/** Stored instants are ISO 8601 in UTC; those handed out by these stores are UTC too ("…Z"). */

export interface PeopleStore {
  list(): Promise<User[]>;
  get(id: string): Promise<User | null>;
  findByEmail(email: string): Promise<(User & { passwordHash: string | null }) | null>;
  /** Rejects with UserError EMAIL_TAKEN. */
  add(user: Omit<User, 'has_password'>): Promise<User>;
  update(id: string, change: Partial<Pick<User, 'name' | 'locale' | 'roles' | 'is_disabled'>>): Promise<User>;
  setPassword(id: string, passwordHash: string | null): Promise<void>;
}

export interface SessionStore {
  /** `tokenHash` is SHA-256 of the cookie's secret. */
  add(session: { tokenHash: string; user: string; createdAt: string; expiresAt: string }): Promise<void>;
  find(tokenHash: string, now: string): Promise<{ user: User; expiresAt: string } | null>;
  remove(tokenHash: string): Promise<void>;
  removeOfUser(user: string): Promise<void>;
  removeExpired(now: string): Promise<void>;
  addInvite(invite: { tokenHash: string; user: string; expiresAt: string }): Promise<void>;
  findInvite(tokenHash: string): Promise<{ user: User; expiresAt: string; usedAt: string | null } | null>;
  /** True for exactly one caller. */
  useInvite(tokenHash: string, now: string): Promise<boolean>;
  /** Unused invites of the user stop working. */
  removeInvitesOfUser(user: string): Promise<void>;
}

export interface HubStore {
  list(): Promise<Hub[]>;
  get(id: string): Promise<Hub | null>;
  /** Rejects with UserError NAME_TAKEN. */
  add(hub: Hub, products: readonly Product[]): Promise<Hub>;
  products(hub: string): Promise<Product[]>;
}

export interface RequestStore {
  listByDay(hub: string, date: string): Promise<Request[]>;
  get(hub: string, id: string): Promise<Request | null>;
  /** All or none, with one requests.changed event, in one transaction. Rejects with UserError REFERENCE_TAKEN naming the ids. */
  addAll(hub: string, requests: readonly Request[]): Promise<void>;
  setState(hub: string, id: string, state: Request['state']): Promise<Request>;
}

export interface FleetStore {
  list(hub: string): Promise<Vehicle[]>;
  /** Replaces the whole fleet, all or none, with one fleet.changed event. Vehicles of the same name keep their id. */
  replace(hub: string, vehicles: readonly Vehicle[]): Promise<void>;
  setAvailable(hub: string, id: string, isAvailable: boolean): Promise<Vehicle>;
}

export interface StoredPlan {
  readonly id: string;
  readonly hub: string;
  readonly date: string;
  readonly editVersion: number;
  readonly createdAt: string;
  readonly createdBy: string | null;
  readonly document: PlanDocument;
}

export interface PlanStore {
  /** The plan of record of a day, put together from its runs and stops; null before the first. */
  get(hub: string, date: string): Promise<StoredPlan | null>;
  /**
   * Stores the document as the day's plan (edit version one higher than before), its runs and stops, sets the
   * requests' states (planned, or booked where unassigned), appends plan.changed: one transaction.
   * Rejects with UserError PLAN_INVALID where it names a request (by id, or by its reference of the day) there is not.
   */
  save(hub: string, date: string, document: PlanDocument, by: string | null): Promise<StoredPlan>;
  /** The plan as an edit version had it; null where there is no such version. */
  getRevision(hub: string, date: string, editVersion: number): Promise<StoredPlan | null>;
}

export interface SolveStore {
  /** Records that a solve began and appends solve.started. Rejects with UserError SOLVE_RUNNING where one of that hub and day runs. */
  start(solve: { id: string; hub: string; date: string; by: string | null }): Promise<void>;
  /** Appends solve.ended and forgets the running mark. */
  end(id: string, outcome: Extract<HubEvent, { type: 'solve.ended' }>['data']): Promise<void>;
  running(hub: string, date: string): Promise<string | null>;
  /** After a crash: every solve still marked as running ends as interrupted. Returns how many. */
  endInterrupted(): Promise<number>;
}

export interface EventStore {
  /** Events of a hub with seq > after, oldest first, at most `limit`. */
  listAfter(hub: string, after: number, limit: number): Promise<LoggedEvent[]>;
  lastSeq(hub: string): Promise<number>;
  /** Calls back after a commit that appended events for the hub; returns how to stop. */
  subscribe(hub: string, wake: () => void): () => void;
}

/** The one writer of the database file. */
export interface Store {
  readonly people: PeopleStore;
  readonly sessions: SessionStore;
  readonly hubs: HubStore;
  readonly requests: RequestStore;
  readonly fleet: FleetStore;
  readonly plans: PlanStore;
  readonly solves: SolveStore;
  readonly events: EventStore;
  /** Cheap read that proves the file is usable; rejects where it is not. */
  ping(): Promise<void>;
  close(): void;
}
