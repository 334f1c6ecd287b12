import type { VehicleClass } from '#server/contract/basics.ts';
import type { HubEvent, LoggedEvent } from '#server/contract/event.ts';
import type {
  Driver,
  DriverDraft,
  FleetVehicle,
  Vehicle,
  VehicleDraft,
  VehicleType,
  VehicleTypeDraft,
} from '#server/contract/fleet.ts';
import type { Hub, HubSettings, Product } from '#server/contract/hub.ts';
import type { User } from '#server/contract/people.ts';
import type { InterruptedSolve, PlannedRest, PlanStep, ProposalWire } from '#server/contract/desk.ts';
import type { PhoneState, RunVersion } from '#server/contract/drive-run.ts';
import type { RunEventWire } from '#server/contract/drive.ts';
import type { PlanDocument, PlanRun, PlanUnassigned } from '#server/contract/plan.ts';
import type { FrozenRun, PlanRevision } from '#server/contract/publication.ts';
import type { DayMoney, LedgerEntry, RunActual, ShareBasis, Weighing } from '#server/contract/money.ts';
import type { FuelPrice, RateCard, Rates, ShareRules, VillageBaseline } from '#server/contract/rates.ts';
import type { KeptQuote } from '#server/contract/quote.ts';
import type { NewWeighIn, WeighIn } from '#server/contract/receiving.ts';
import type { Request } from '#server/contract/request.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import type { PartAtStop } from '#server/domain/edits/loose-parts.ts';
import type { Touched } from '#server/domain/edits/difference.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import type {
  BookingStore,
  CooperativeStore,
  MemberSessionStore,
  MemberStore,
  PushStore,
} from './booking-port.ts';
import type { KeptNumber } from '#server/domain/edits/number-runs.ts';
import type { ProgramStore, StandingStore, WebhookStore } from './input-port.ts';

export type * from './booking-port.ts';
export type * from './input-port.ts';

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
  /** Null where there is no such hub. */
  settings(id: string): Promise<HubSettings | null>;
  /** With hub.changed. Rejects with UserError HUB_UNKNOWN, NAME_TAKEN. */
  saveSettings(id: string, settings: HubSettings): Promise<void>;
  /** All of them, in this order, with hub.changed. Rejects with UserError HUB_UNKNOWN, NAME_TAKEN. */
  saveProducts(id: string, products: readonly Product[]): Promise<void>;
}

/** What goes on to a later day's list. */
export interface CarriedRequest {
  /** The request's id. */
  readonly from: string;
  /** All of it, or its rest, on the later day. */
  readonly request: Request;
  /** Of a rest: where it stood in the plan; absent: all of it goes on. */
  readonly stops?: readonly PartAtStop[];
}

export interface RequestStore {
  listByDay(hub: string, date: string): Promise<Request[]>;
  /** Of the days from the first to the last, each with the instant (UTC) at which it was booked. */
  listBooked(hub: string, from: string, until: string): Promise<{ request: Request; bookedAt: string }[]>;
  get(hub: string, id: string): Promise<Request | null>;
  /** As addAll, of one whose quote is due. */
  add(hub: string, request: Request): Promise<void>;
  /** All or none, with one requests.changed event, in one transaction. Rejects with UserError REFERENCE_TAKEN naming the ids. */
  addAll(hub: string, requests: readonly Request[]): Promise<void>;
  /** As addAll, and keeps the message that they were read from. Their quotes are due. */
  addFromText(hub: string, requests: readonly Request[], text: string): Promise<void>;
  /** Null where it came another way. */
  getText(hub: string, id: string): Promise<string | null>;
  /**
   * What was cancelled and is booked again is as the hub weighed it, as its drivers say, or as its run has it. Rejects with
   * UserError REQUEST_UNKNOWN; CARRIED_OVER where it stands on another day; REFERENCE_TAKEN where it is no longer cancelled and
   * another stands in its place.
   */
  setState(hub: string, id: string, state: Request['state']): Promise<Request>;
  /**
   * Each booked request `from` is missed, and booked on a later day as `request`, under the reference that a list gave it,
   * or one like it where that is taken there; one that is not booked any more is left alone. Of one that is planned or published, what `request`
   * has goes from it, and was at the `stops` of the plan. One transaction. Returns how many were carried; null, and
   * nothing is done, where the plan of the day is no longer the version `on`.
   */
  carryOver(
    hub: string,
    carried: readonly CarriedRequest[],
    on: { readonly date: string; readonly editVersion: number | null },
  ): Promise<number | null>;
  /**
   * Books requests that were carried over on their own day again, gives those of which the rest was its load back, and
   * cancels what stood for them. What a driver has by then, or what went on to a day later still, stays where it is:
   * returns how many came back, and how many are `kept` there.
   */
  bringBack(hub: string, ids: readonly string[]): Promise<{ readonly count: number; readonly kept: number }>;
  /** By request of the day: the parts of it that went on to a later day. */
  listRests(hub: string, date: string): Promise<ReadonlyMap<string, readonly PartAtStop[]>>;
}

/** Every write appends fleet.changed. What is retired is listed no more, and can be restored. */
export interface FleetStore {
  list(hub: string): Promise<FleetVehicle[]>;
  /** Each class that one of its vehicles has, in use or not. */
  classes(hub: string): Promise<ReadonlySet<VehicleClass>>;
  /** Replaces the whole fleet, all or none. Vehicles of the same name keep their id; those not in the list are retired. */
  replace(hub: string, vehicles: readonly Vehicle[]): Promise<void>;
  /** A retired vehicle of the name comes back with its own id. Rejects with UserError NAME_TAKEN, VEHICLE_TYPE_UNKNOWN. */
  add(hub: string, id: string, draft: VehicleDraft): Promise<FleetVehicle>;
  /** Rejects with UserError VEHICLE_UNKNOWN, NAME_TAKEN, VEHICLE_TYPE_UNKNOWN. */
  update(hub: string, id: string, change: Partial<VehicleDraft>): Promise<FleetVehicle>;
  /** Rejects with UserError VEHICLE_UNKNOWN. */
  retire(hub: string, id: string): Promise<void>;
  /** With its type. Rejects with UserError VEHICLE_UNKNOWN; NAME_TAKEN where another type has the name of its own by now. */
  restore(hub: string, id: string): Promise<FleetVehicle>;
}

/** As in FleetStore. */
export interface VehicleTypeStore {
  list(hub: string): Promise<VehicleType[]>;
  /** Rejects with UserError NAME_TAKEN. */
  add(hub: string, draft: VehicleTypeDraft): Promise<VehicleType>;
  /** Rejects with UserError VEHICLE_TYPE_UNKNOWN, NAME_TAKEN. */
  update(hub: string, id: string, draft: VehicleTypeDraft): Promise<VehicleType>;
  /** Rejects with UserError VEHICLE_TYPE_UNKNOWN, VEHICLE_TYPE_IN_USE. */
  retire(hub: string, id: string): Promise<void>;
  /** Rejects with UserError VEHICLE_TYPE_UNKNOWN, NAME_TAKEN. */
  restore(hub: string, id: string): Promise<VehicleType>;
}

/** As in FleetStore. */
export interface DriverStore {
  /** By name. */
  list(hub: string): Promise<Driver[]>;
  /** A retired driver of the name comes back with his own id. Rejects with UserError NAME_TAKEN, VEHICLE_UNKNOWN. */
  add(hub: string, id: string, draft: DriverDraft): Promise<Driver>;
  /** Rejects with UserError DRIVER_UNKNOWN, NAME_TAKEN, VEHICLE_UNKNOWN. */
  update(hub: string, id: string, draft: DriverDraft): Promise<Driver>;
  /** Rejects with UserError DRIVER_UNKNOWN. */
  setRetired(hub: string, id: string, isRetired: boolean): Promise<Driver>;
}

export interface RatesStore {
  get(hub: string): Promise<Rates>;
  shareRules(hub: string): Promise<ShareRules>;
  /** Adds the card, or writes the one of its id anew, and appends rates.changed. */
  putCard(hub: string, card: RateCard): Promise<void>;
  /** Rejects with UserError RATE_CARD_UNKNOWN. Appends rates.changed. */
  removeCard(hub: string, card: string): Promise<void>;
  /** Sets the price from that day on, over one of the same day, and appends rates.changed. */
  putFuelPrice(hub: string, price: FuelPrice): Promise<void>;
  /** Sets the village's, over the one before, and appends rates.changed. */
  putBaseline(hub: string, baseline: VillageBaseline): Promise<void>;
  /** Appends rates.changed. */
  putShareRules(hub: string, rules: ShareRules): Promise<void>;
}

/** As it is to be kept. */
export type NewQuote = Omit<KeptQuote, 'request' | 'at'>;

export interface QuoteStore {
  /** Null where none was kept. */
  get(hub: string, request: string): Promise<KeptQuote | null>;
  /** Of the requests that are booked for the day. */
  listByDay(hub: string, date: string): Promise<KeptQuote[]>;
  listOf(hub: string, requests: readonly string[]): Promise<KeptQuote[]>;
  /** Once for each request: a later one changes nothing. Null: none is to be had. It is no longer due. */
  keep(request: string, quote: NewQuote | null): Promise<void>;
  /** As `keep`, of a request that was shown without: appends requests.changed. */
  keepLate(hub: string, request: Pick<Request, 'id' | 'date'>, quote: NewQuote): Promise<void>;
  /** Requests that were booked and wait for theirs, in whatever state by now, the first booked first. */
  listDue(hub: string): Promise<Request[]>;
}

/** What is known of a day besides its plan. */
export interface KnownActuals {
  readonly runs: readonly RunActual[];
  readonly weighings: readonly Weighing[];
}

/** A day as it was closed. */
export interface Settlement {
  readonly basis: ShareBasis;
  readonly editVersion: number;
  readonly runs: DayMoney['runs'];
  readonly lines: DayMoney['lines'];
  readonly at: string;
  /** The name of who did it. */
  readonly by: string | null;
}

type NewLedgerEntry = Omit<LedgerEntry, 'date' | 'at' | 'by'>;

/** Every write appends money.changed in its transaction. */
export interface MoneyStore {
  /** Days from the first to the last that have a plan or are settled, in their order. */
  listDays(hub: string, from: string, until: string): Promise<string[]>;
  getActuals(hub: string, date: string): Promise<KnownActuals>;
  /**
   * Over those of the same runs; weights are written down beside those of before, and count from then on, with the states
   * of their requests. Rejects with UserError DAY_SETTLED.
   */
  putActuals(hub: string, date: string, known: KnownActuals, by: string | null): Promise<void>;
  getSettlement(hub: string, date: string): Promise<Settlement | null>;
  /**
   * Closes a day with its entries. Rejects with UserError DAY_SETTLED; EDIT_CONFLICT where what is known of the day, or the
   * version of its plan, is not what it was reckoned from.
   */
  settle(
    hub: string,
    date: string,
    settlement: Omit<Settlement, 'at' | 'by'> & {
      readonly known: KnownActuals;
      /** Of drivers, by their count. */
      readonly taps: number;
    },
    entries: readonly NewLedgerEntry[],
    by: string | null,
  ): Promise<void>;
  /** Adds an entry, once, however often it is sent. */
  addEntry(hub: string, date: string, entry: NewLedgerEntry, by: string | null): Promise<void>;
  /** Of days from the first to the last, in the order in which they were written. */
  listEntries(hub: string, from: string, until: string): Promise<LedgerEntry[]>;
}

/** What was weighed at a hub on a day. */
export interface Received {
  /** In the order in which they were on the scale. */
  readonly weighIns: readonly (WeighIn & { readonly request: string })[];
  /** As they were counted; the last of a trip counts. */
  readonly cratesBack: readonly {
    readonly vehicle: string;
    readonly trip: number;
    readonly crates: number;
  }[];
}

export interface ReceivingStore {
  get(hub: string, date: string): Promise<Received>;
  /**
   * Adds an act at the scale, once, however often it is sent; weights and states of its requests follow. Appends
   * money.changed and requests.changed. Rejects with UserError DAY_SETTLED.
   */
  add(hub: string, weighIn: NewWeighIn, by: string | null): Promise<void>;
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

/** The path of one leg of a run, by the coordinates it begins and ends with. */
export interface RunPath {
  readonly vehicle: string;
  readonly trip: number;
  readonly leg: number;
  readonly seconds: number;
  readonly metres: number;
  readonly coordinates: [number, number][];
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
  /** The plan as it was last made whole, before edits; null before the first. */
  getLastMade(hub: string, date: string): Promise<StoredPlan | null>;
  /** Runs of the plan of record by their vehicles; those that have none are left out. */
  getRuns(hub: string, date: string, vehicles: readonly string[]): Promise<PlanRun[]>;
  /** When the plan of record first comes to each of its requests, by their ids. */
  getArrivals(hub: string, date: string): Promise<ReadonlyMap<string, string>>;
  /** What the plan of record leaves out. */
  getUnassigned(hub: string, date: string): Promise<PlanUnassigned[]>;
  /** Fills in paths that runs have not got yet, where they still have the legs, and appends plan.paths. */
  addPaths(hub: string, date: string, paths: readonly RunPath[]): Promise<void>;
}

/** Which of a day's plans: the plan of record (null), or a scenario by its id. */
export interface DeskKey {
  readonly hub: string;
  readonly date: string;
  readonly scenario: string | null;
}

/** What edits change of a plan, as they left it. */
export interface StoredDesk extends DeskKey {
  readonly planId: string;
  readonly editVersion: number;
  readonly plan: DeskPlan;
}

/** A step of a history. */
export interface StoredStep {
  readonly editVersion: number;
  /** Made by the page that sent it; null: none was. */
  readonly id: string | null;
  readonly kind: PlanStep['kind'];
  readonly of: number | null;
  readonly edit: Edit;
  /** Made on the plan with the step, it gives the plan before. */
  readonly inverse: Edit;
  readonly touched: Touched;
  readonly costChange: number;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string } | null;
}

export type NewStep = Omit<StoredStep, 'editVersion' | 'at' | 'by'> & { readonly by: string | null };

/** What a step makes of the plan of record's document. */
export interface DocumentChange {
  /** Vehicles whose runs go, or are written anew. */
  readonly removed: readonly string[];
  readonly written: readonly {
    readonly number: number;
    readonly driver: string | null;
    readonly run: PlanRun;
  }[];
  /** All of them. */
  readonly unassigned: readonly PlanUnassigned[];
  readonly totals: PlanDocument['totals'];
}

export interface StoredScenario {
  readonly id: string;
  readonly name: string;
  readonly editVersion: number;
  readonly plan: DeskPlan;
  readonly createdAt: string;
  readonly createdBy: string | null;
}

export interface DeskStore {
  /** Null where the day has no plan, or no such scenario. */
  get(key: DeskKey): Promise<StoredDesk | null>;
  /** Steps with versions above `after`, in their order. */
  listSteps(key: DeskKey, after: number): Promise<StoredStep[]>;
  getStep(key: DeskKey, editVersion: number): Promise<StoredStep | null>;
  /** By the id that its page gave it. */
  findStep(key: DeskKey, id: string): Promise<StoredStep | null>;
  /** All steps in their order, with what says which can be undone. */
  listKinds(key: DeskKey): Promise<Pick<StoredStep, 'editVersion' | 'kind' | 'of'>[]>;
  /**
   * Adds a step to the history of the plan that has `editVersion`, and writes the plan after it, `document` of the plan
   * of record with its requests' states, and plan.edited: one transaction. Null where the version is another by now.
   */
  commit(
    key: DeskKey,
    editVersion: number,
    change: { plan: DeskPlan; step: NewStep; document: DocumentChange | null },
  ): Promise<StoredStep | null>;
  listScenarios(hub: string, date: string): Promise<StoredScenario[]>;
  /** Rejects with UserError PLAN_UNKNOWN, NAME_TAKEN. */
  addScenario(
    hub: string,
    date: string,
    scenario: { id: string; name: string; plan: DeskPlan; by: string | null },
  ): Promise<StoredScenario>;
  /** Rejects with UserError SCENARIO_UNKNOWN. */
  removeScenario(hub: string, date: string, scenario: string): Promise<void>;
}

export interface StoredPublishedRun {
  /** The same from revision to revision. */
  readonly id: string;
  readonly number: number;
  readonly revision: number;
  readonly frozen: FrozenRun;
}

export interface StoredPublication {
  /** Of the plan of record as it stands. */
  readonly editVersion: number;
  /** 0 before the first. */
  readonly revision: number;
  /** Those that are published, by number. */
  readonly runs: readonly StoredPublishedRun[];
  readonly revisions: readonly PlanRevision[];
}

export interface NewRevision {
  readonly kind: PlanRevision['kind'];
  /** `frozen` null: withdrawn. */
  readonly runs: readonly { readonly number: number; readonly frozen: FrozenRun | null }[];
  readonly by: string | null;
}

export interface PublicationStore {
  /** Null where the day has no plan. */
  get(hub: string, date: string): Promise<StoredPublication | null>;
  /** The vehicle that each run was last told with: those that are published first, then those that are withdrawn. */
  listTold(hub: string, date: string): Promise<KeptNumber[]>;
  /**
   * Adds a revision to a plan that has `editVersion` and `revision`, sets its requests' states and appends
   * plan.published: one transaction. What was frozen before is never changed. Null where a version is another by now.
   */
  commit(
    hub: string,
    date: string,
    on: { editVersion: number; revision: number },
    change: NewRevision,
  ): Promise<StoredPublication | null>;
}

/** A run that was ever published, with what its drivers tapped. */
export interface StoredDrivenRun {
  readonly id: string;
  readonly hub: string;
  readonly date: string;
  readonly number: number;
  readonly latest: RunVersion;
  /** Those that events name. */
  readonly earlier: readonly RunVersion[];
  readonly events: readonly RunEventWire[];
}

export interface RunPhone {
  readonly id: string;
  readonly state: PhoneState;
  readonly label: string;
  readonly askedAt: string;
}

export interface DriveStore {
  addLinks(
    links: readonly { run: string; tokenHash: string; expiresAt: string; createdBy: string | null }[],
  ): Promise<void>;
  findLink(tokenHash: string): Promise<{ run: string; expiresAt: string; isRevoked: boolean } | null>;
  /** The first phone has the run, a second waits; one that is known stays as it is. Null where its id is another's. */
  bindPhone(run: string, phone: { id: string; keyHash: string; label: string }): Promise<RunPhone | null>;
  findPhone(run: string, keyHash: string): Promise<RunPhone | null>;
  /** Letting one in takes the run from the other. False where the hub has no such phone. */
  decidePhone(hub: string, phone: string, isLetIn: boolean, by: string | null): Promise<boolean>;
  /** Ends the links and takes the run from every phone. False where the hub has no such run. */
  revoke(hub: string, run: string): Promise<boolean>;
  get(run: string): Promise<StoredDrivenRun | null>;
  listByDay(
    hub: string,
    date: string,
  ): Promise<
    (StoredDrivenRun & {
      /** When each event came in, by its id. */
      readonly received: ReadonlyMap<string, string>;
      readonly phones: readonly RunPhone[];
      /** Until when a link lets a phone in; null: none does. */
      readonly linkUntil: string | null;
    })[]
  >;
  /** Requests of a day that drivers are out for or have been, by their ids: those of the trips that have begun. */
  listUnderWay(hub: string, date: string): Promise<ReadonlySet<string>>;
  /** Where drivers of the hub were is forgotten of taps that came in before `before`; the taps stay. Returns how many. */
  forgetPositions(hub: string, before: string): Promise<number>;
  /** Of all runs of a day, those that were taken back among them. */
  countEvents(hub: string, date: string): Promise<number>;
  /**
   * Adds those that are not there yet, lets states of requests follow and appends run.events: one transaction. Returns how
   * many were added. `by`: who entered them at the desk; null: a phone sent them.
   */
  addEvents(run: string, events: readonly RunEventWire[], by: string | null): Promise<number>;
  /** One that is there already stays. */
  addPicture(run: string, picture: { id: string; type: string; bytes: Uint8Array }): Promise<void>;
  getPicture(hub: string, run: string, picture: string): Promise<{ type: string; bytes: Buffer } | null>;
}

export interface SolveStore {
  /** Records that a solve began and appends solve.started. Rejects with UserError SOLVE_RUNNING where one of that hub and day runs. */
  start(solve: {
    id: string;
    hub: string;
    date: string;
    by: string | null;
    /** Absent: the whole day is planned. */
    rest?: PlannedRest;
  }): Promise<void>;
  /** Appends solve.ended and forgets the running mark. */
  end(id: string, outcome: Extract<HubEvent, { type: 'solve.ended' }>['data']): Promise<void>;
  /** Of a solve under way; those of a hub that are long past are forgotten. */
  keepProposal(id: string, proposal: ProposalWire): Promise<void>;
  getProposal(hub: string, id: string): Promise<ProposalWire | null>;
  running(hub: string, date: string): Promise<string | null>;
  /** The last solve of the day, where it was interrupted; null: it was not, or there was none. */
  lastInterrupted(hub: string, date: string): Promise<InterruptedSolve | null>;
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
  readonly vehicleTypes: VehicleTypeStore;
  readonly drivers: DriverStore;
  readonly cooperatives: CooperativeStore;
  readonly members: MemberStore;
  readonly memberSessions: MemberSessionStore;
  readonly standing: StandingStore;
  readonly programs: ProgramStore;
  readonly webhooks: WebhookStore;
  readonly bookings: BookingStore;
  readonly push: PushStore;
  readonly rates: RatesStore;
  readonly money: MoneyStore;
  readonly quotes: QuoteStore;
  readonly receiving: ReceivingStore;
  readonly plans: PlanStore;
  readonly desks: DeskStore;
  readonly publications: PublicationStore;
  readonly drive: DriveStore;
  readonly solves: SolveStore;
  readonly events: EventStore;
  /** Cheap read that proves the file is usable; rejects where it is not. */
  ping(): Promise<void>;
  close(): void;
}
