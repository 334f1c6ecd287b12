import type { Locale } from '#server/contract/basics.ts';
import type {
  Cooperative,
  CooperativeDraft,
  Member,
  MemberAtDesk,
  MemberDraft,
} from '#server/contract/cooperative.ts';
import type {
  CheaperStop,
  CostsOnly,
  CostGrouping,
  CostReport,
  VillageCost,
} from '#server/contract/costs.ts';
import type {
  DeskWire,
  InterruptedSolve,
  MoreVehicleWire,
  PlanFiguresWire,
  PlanStep,
  ProposalWire,
  RestScope,
  ScenarioWire,
  UnassignedStopWire,
} from '#server/contract/desk.ts';
import type {
  DeskDrivenRun,
  DrivenLeg,
  DrivenRunWire,
  PhoneState,
  RunLink,
  RunMap,
  SyncAnswer,
} from '#server/contract/drive-run.ts';
import type { RunEventWire } from '#server/contract/drive.ts';
import type { LoggedEvent, SolveProgress } from '#server/contract/event.ts';
import type {
  Driver,
  DriverDraft,
  FleetVehicle,
  VehicleDraft,
  VehicleType,
  VehicleTypeDraft,
} from '#server/contract/fleet.ts';
import type { Hub, HubSettings, PlaceHit, Product, ProductDraft, Region } from '#server/contract/hub.ts';
import type { ImportPreview } from '#server/contract/list-import.ts';
import type { Publication } from '#server/contract/publication.ts';
import type { KeptQuote, Quote, QuoteDraft } from '#server/contract/quote.ts';
import type {
  DayMoney,
  LedgerEntry,
  NewEntry,
  RunActual,
  ShareBasis,
  Weighing,
} from '#server/contract/money.ts';
import type {
  FuelPrice,
  RateCard,
  RateCardDraft,
  Rates,
  ShareRules,
  VillageBaseline,
} from '#server/contract/rates.ts';
import type { NewWeighIn, ReceivingDay } from '#server/contract/receiving.ts';
import type { DeskTextDraft } from '#server/contract/booking-text.ts';
import type {
  ApiKey,
  ApiKeyDraft,
  ProgramDraft,
  Webhook,
  WebhookCall,
  WebhookDraft,
} from '#server/contract/program.ts';
import type { Request, RequestDraft } from '#server/contract/request.ts';
import type { StandingDraft, StandingPickup } from '#server/contract/standing.ts';
import type { WhatIf, WhatIfDraft } from '#server/contract/what-if.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import type { DeskKey, NewQuote, ProgramCaller, StoredPlan } from '#server/store/port.ts';
import type { VroomService } from './vroom/vroom-service.ts';
import type { BookingService, PushService } from './booking-port.ts';

export type * from './booking-port.ts';

/** On which version of which of a day's plans, and by whom. */
export interface OnVersion extends DeskKey {
  readonly editVersion: number;
  readonly by: string | null;
  /** Under which a page sends a step: the same again is done once. Absent or null: none. */
  readonly id?: string | null;
}

/** Where a plan stands after a step; null where nothing had to change. */
export interface StepDone {
  readonly edit_version: number;
  readonly step: PlanStep | null;
}

/** A leg by the index of a profile and rows of the desk's tables. */
export interface LegRow {
  readonly table: number;
  readonly from: number;
  readonly to: number;
}

export interface ExportOrder {
  readonly date: string;
  readonly format: 'csv' | 'xlsx';
  /** Of a CSV; a workbook has them all. */
  readonly table: 'runs' | 'stops' | 'unassigned';
  /** By its number; null: the whole plan. */
  readonly run: number | null;
  readonly locale: Locale;
}

/** Days from the first to the last, and by what their costs are grouped. */
export interface CostSpan extends Readonly<CostsOnly> {
  readonly from: string;
  readonly until: string;
  readonly by: CostGrouping;
}

/** How a table is written down. */
interface TableFile {
  readonly format: 'csv' | 'xlsx';
  readonly locale: Locale;
}

/** A phone that calls for a run, by its key; null: it sent none. */
export interface PhoneOfRun {
  readonly run: string;
  readonly key: string | null;
}

/** What the desk can do at a hub. Every refusal is a UserError with a code of contract/errors.ts. */
export interface Services {
  readonly hubs: {
    list(): Promise<Hub[]>;
    listRegions(): Promise<Region[]>;
    add(hub: {
      name: string;
      lat: number;
      lon: number;
      region: string;
      timezone?: string | undefined;
      currency?: string | undefined;
    }): Promise<Hub>;
    get(hub: string): Promise<{
      hub: Hub;
      region: Region;
      products: Product[];
      cut_off: string | null;
      today: string;
      map_style_url: string | null;
      seq: number;
    }>;
    getSettings(hub: string): Promise<HubSettings>;
    saveSettings(hub: string, settings: HubSettings): Promise<HubSettings>;
    /** All of them, in this order; those without an id get one. */
    saveProducts(hub: string, products: readonly ProductDraft[]): Promise<Product[]>;
    searchPlaces(hub: string, text: string, locale: string | undefined): Promise<PlaceHit[]>;
    /** Gzipped MVT; null where the tile is empty. */
    tile(hub: string, z: number, x: number, y: number): Promise<Buffer | null>;
  };
  readonly requests: {
    list(hub: string, date: string): Promise<Request[]>;
    add(hub: string, draft: RequestDraft): Promise<Request>;
    cancel(hub: string, request: string): Promise<Request>;
    restore(hub: string, request: string): Promise<Request>;
    /** Those that are in no run of their day (null: all of them), to the next day, or to today where that is past. */
    carryOver(
      hub: string,
      date: string,
      requests: readonly string[] | null,
    ): Promise<{ to: string; count: number }>;
    bringBack(hub: string, requests: readonly string[]): Promise<{ count: number; kept: number }>;
    importList(
      hub: string,
      file: {
        bytes: Uint8Array;
        filename: string;
        date: string;
        commit: boolean;
        /** Where the parcels of a shop's orders are, where its export does not say. */
        place?: string | undefined;
      },
    ): Promise<ImportPreview>;
  };
  /** Messages that become requests. */
  readonly texts: {
    /** Books nothing. */
    read(hub: string, text: string): Promise<DeskTextDraft[]>;
    /** All or none; the message is kept with each. */
    book(hub: string, text: string, drafts: readonly RequestDraft[]): Promise<Request[]>;
    textOf(hub: string, request: string): Promise<string | null>;
  };
  /** Pickups that come again. */
  readonly standing: {
    list(hub: string): Promise<StandingPickup[]>;
    add(hub: string, draft: StandingDraft): Promise<StandingPickup>;
    skip(hub: string, pickup: string, date: string): Promise<StandingPickup>;
    unskip(hub: string, pickup: string, date: string): Promise<StandingPickup>;
    end(hub: string, pickup: string, date: string): Promise<StandingPickup>;
    /** Makes what comes on a day and was not made yet; nothing for days that are over or far off. */
    makeDay(hub: string, date: string): Promise<void>;
    /** Makes the day of every hub that has begun since it was last called. */
    makeBegunDays(): Promise<void>;
  };
  /** Cooperatives' own programs. */
  readonly programs: {
    /** Null where no such key holds. */
    authenticate(key: string): Promise<ProgramCaller | null>;
    /** Once under each of the caller's own keys. */
    book(caller: ProgramCaller, idempotencyKey: string, draft: ProgramDraft): Promise<Request>;
    listKeys(hub: string): Promise<ApiKey[]>;
    /** `key` is shown this once. */
    addKey(hub: string, draft: ApiKeyDraft, by: string | null): Promise<{ api_key: ApiKey; key: string }>;
    revokeKey(hub: string, key: string): Promise<void>;
  };
  readonly webhooks: {
    list(hub: string): Promise<Webhook[]>;
    /** `secret` is shown this once. */
    add(hub: string, draft: WebhookDraft): Promise<{ webhook: Webhook; secret: string }>;
    remove(hub: string, webhook: string): Promise<void>;
    listCalls(hub: string): Promise<WebhookCall[]>;
    retryCall(hub: string, call: string): Promise<WebhookCall>;
    /** Reads the log on and makes the calls that are due. */
    turn(): Promise<void>;
  };
  readonly fleet: {
    list(hub: string): Promise<FleetVehicle[]>;
    add(hub: string, draft: VehicleDraft): Promise<FleetVehicle>;
    /** What is absent stays as it is. */
    update(hub: string, vehicle: string, change: Partial<VehicleDraft>): Promise<FleetVehicle>;
    /** It leaves the fleet; `restore` takes it back. */
    retire(hub: string, vehicle: string): Promise<void>;
    restore(hub: string, vehicle: string): Promise<FleetVehicle>;
    listTypes(hub: string): Promise<VehicleType[]>;
    addType(hub: string, draft: VehicleTypeDraft): Promise<VehicleType>;
    updateType(hub: string, type: string, draft: VehicleTypeDraft): Promise<VehicleType>;
    retireType(hub: string, type: string): Promise<void>;
    restoreType(hub: string, type: string): Promise<VehicleType>;
    importList(
      hub: string,
      file: { bytes: Uint8Array; filename: string; date: string; commit: boolean },
    ): Promise<ImportPreview>;
  };
  readonly drivers: {
    list(hub: string): Promise<Driver[]>;
    add(hub: string, draft: DriverDraft): Promise<Driver>;
    update(hub: string, driver: string, draft: DriverDraft): Promise<Driver>;
    retire(hub: string, driver: string): Promise<void>;
    restore(hub: string, driver: string): Promise<Driver>;
  };
  readonly cooperatives: {
    list(hub: string): Promise<Cooperative[]>;
    add(hub: string, draft: CooperativeDraft): Promise<Cooperative>;
    update(hub: string, cooperative: string, draft: CooperativeDraft): Promise<Cooperative>;
    listMembers(hub: string): Promise<MemberAtDesk[]>;
    getMember(hub: string, member: string): Promise<Member>;
    addMember(hub: string, draft: MemberDraft): Promise<Member>;
    updateMember(hub: string, member: string, draft: MemberDraft): Promise<Member>;
    /** Unbinds a phone. */
    revoke(hub: string, member: string, session: string): Promise<void>;
    /** All that is kept of her. */
    exportMember(hub: string, member: string): Promise<object>;
    /** Deletes what is kept of her; her requests stay without a name. */
    removeMember(hub: string, member: string): Promise<void>;
  };
  readonly booking: BookingService;
  readonly push: PushService;
  readonly rates: {
    get(hub: string): Promise<Rates>;
    addCard(hub: string, draft: RateCardDraft): Promise<RateCard>;
    changeCard(hub: string, card: string, draft: RateCardDraft): Promise<RateCard>;
    removeCard(hub: string, card: string): Promise<void>;
    setFuelPrice(hub: string, price: FuelPrice): Promise<FuelPrice>;
    setBaseline(hub: string, baseline: VillageBaseline): Promise<VillageBaseline>;
    setShareRules(hub: string, rules: ShareRules): Promise<void>;
  };
  readonly money: {
    get(hub: string, date: string): Promise<DayMoney>;
    noteActuals(
      hub: string,
      date: string,
      known: { readonly runs: RunActual[]; readonly weighings: Weighing[] },
      by: string | null,
    ): Promise<DayMoney>;
    importActuals(
      hub: string,
      file: { bytes: Uint8Array; filename: string; date: string; commit: boolean },
      by: string | null,
    ): Promise<ImportPreview>;
    settle(
      hub: string,
      date: string,
      how: { readonly basis: ShareBasis; readonly editVersion: number },
      by: string | null,
    ): Promise<DayMoney>;
    addEntry(hub: string, entry: NewEntry, by: string | null): Promise<DayMoney>;
    listLedger(hub: string, span: { readonly from: string; readonly until: string }): Promise<LedgerEntry[]>;
    exportLedger(
      hub: string,
      which: { readonly from: string; readonly until: string; readonly format: 'csv' | 'xlsx' },
    ): Promise<Buffer>;
  };
  readonly costs: {
    get(hub: string, span: CostSpan): Promise<CostReport>;
    /** Of what is handled at a place on a day. */
    cheaper(hub: string, stop: { readonly date: string; readonly place: string }): Promise<CheaperStop>;
    villages(hub: string, span: Pick<CostSpan, 'from' | 'until'>): Promise<VillageCost[]>;
    export(
      hub: string,
      asked: CostSpan & TableFile & { readonly table: 'costs' | 'villages' | 'dearest' },
    ): Promise<{ filename: string; bytes: Buffer }>;
  };
  /** What spans of days would have cost otherwise; in memory only. */
  readonly whatIfs: {
    start(hub: string, asked: WhatIfDraft): Promise<WhatIf>;
    get(hub: string, whatIf: string): Promise<WhatIf>;
    stop(hub: string, whatIf: string): Promise<WhatIf>;
    export(hub: string, whatIf: string, file: TableFile): Promise<{ filename: string; bytes: Buffer }>;
  };
  readonly quotes: {
    /** Of each day that can still be booked, or of `draft.date` alone. */
    get(hub: string, draft: QuoteDraft): Promise<Quote>;
    /** What is to be kept with a request that is booked now; null where it has no price. */
    make(hub: string, request: Request): Promise<NewQuote | null>;
    /** Makes it and keeps it with the request. Once for each request. */
    keep(hub: string, request: Request): Promise<void>;
    /** Keeps what could not be kept as requests were booked, at every hub; what fails again, later. */
    keepDue(signal: AbortSignal): Promise<void>;
    /** Of the requests of a day. */
    listKept(hub: string, date: string): Promise<KeptQuote[]>;
    /** Of one request; null where none was kept. */
    getKept(hub: string, request: string): Promise<KeptQuote | null>;
    /** Makes ready what the coming days are quoted from, at every hub where something changed; whoever asks does not wait. */
    layOut(signal: AbortSignal): Promise<void>;
  };
  readonly receiving: {
    get(hub: string, date: string): Promise<ReceivingDay>;
    /** Once, however often it is sent. Rejects with UserError WEIGHED_BY_OTHER where it is not of `by`. */
    weighIn(hub: string, weighIn: NewWeighIn, by: string | null): Promise<ReceivingDay>;
  };
  readonly plans: {
    get(
      hub: string,
      date: string,
    ): Promise<{ plan: StoredPlan | null; solve: string | null; interrupted: InterruptedSolve | null }>;
    startSolve(hub: string, date: string, seconds: number, by: string | null): Promise<{ solve: string }>;
    stopSolve(hub: string, solve: string, keep: boolean): Promise<void>;
    directions(hub: string, date: string, vehicle: string, locale: string): Promise<DrivenLeg[]>;
  };
  readonly desk: {
    get(key: DeskKey): Promise<DeskWire>;
    /** For each profile seconds, then metres, as the contract says; gzipped. */
    tables(hub: string, date: string, key: string): Promise<Buffer>;
    paths(
      hub: string,
      date: string,
      key: string,
      legs: readonly LegRow[],
    ): Promise<([number, number][] | null)[]>;
    edit(on: OnVersion, edit: Edit): Promise<StepDone>;
    undo(on: OnVersion): Promise<StepDone>;
    redo(on: OnVersion): Promise<StepDone>;
    listSteps(key: DeskKey, after: number): Promise<PlanStep[]>;
    listScenarios(hub: string, date: string): Promise<{ record: PlanFiguresWire; scenarios: ScenarioWire[] }>;
    addScenario(
      hub: string,
      date: string,
      scenario: { name: string; from: string | null; by: string | null },
    ): Promise<ScenarioWire>;
    removeScenario(hub: string, date: string, scenario: string): Promise<void>;
    adoptScenario(on: OnVersion, scenario: string): Promise<StepDone>;
    planRest(hub: string, scope: RestScope, by: string | null): Promise<{ solve: string }>;
    getProposal(hub: string, solve: string): Promise<ProposalWire>;
    listUnassigned(key: DeskKey): Promise<UnassignedStopWire[]>;
    listMoreVehicles(key: DeskKey): Promise<MoreVehicleWire[]>;
  };
  readonly publishing: {
    get(hub: string, date: string): Promise<Publication>;
    /** Freezes runs by their numbers; null: the whole plan. */
    publish(on: Omit<OnVersion, 'scenario'>, runs: readonly number[] | null): Promise<Publication>;
    /** `revision`: the one that was looked at. */
    withdraw(
      on: { hub: string; date: string; revision: number; by: string | null },
      runs: readonly number[] | null,
    ): Promise<Publication>;
  };
  /** The driver's run. A `phone` is a run and the key of a phone that is bound to it. */
  readonly drive: {
    getLink(token: string): Promise<{
      number: number;
      date: string;
      vehicle: string;
      driver: string | null;
      hub: string;
      stops: number;
    }>;
    bind(
      token: string,
      phone: { phone: string; key: string; label: string },
    ): Promise<{ run: string; phone: PhoneState }>;
    getRun(phone: PhoneOfRun): Promise<DrivenRunWire>;
    directions(phone: PhoneOfRun, locale: string): Promise<{ revision: number; legs: DrivenLeg[] }>;
    sync(phone: PhoneOfRun, events: readonly RunEventWire[], revision: number): Promise<SyncAnswer>;
    addPicture(phone: PhoneOfRun, picture: string, bytes: Uint8Array): Promise<void>;
    map(phone: PhoneOfRun): Promise<RunMap>;
    tile(phone: PhoneOfRun, z: number, x: number, y: number): Promise<Buffer | null>;
    /** Of a place where the run has a request. */
    placePhoto(phone: PhoneOfRun, photo: string): Promise<{ type: string; bytes: Buffer }>;
    /** `runs` by number; null: all that are published. `origin`: where people reach the server. */
    addLinks(
      hub: string,
      of: { date: string; runs: readonly number[] | null; origin: string; by: string | null },
    ): Promise<RunLink[]>;
    revoke(hub: string, run: string): Promise<void>;
    list(hub: string, date: string): Promise<DeskDrivenRun[]>;
    decidePhone(hub: string, phone: string, decision: 'let_in' | 'refuse', by: string | null): Promise<void>;
    enterEvents(
      hub: string,
      run: string,
      events: readonly RunEventWire[],
      by: string | null,
    ): Promise<{ added: number }>;
    getPicture(hub: string, run: string, picture: string): Promise<{ type: string; bytes: Buffer }>;
  };
  readonly exports: {
    plan(hub: string, order: ExportOrder): Promise<{ filename: string; bytes: Buffer }>;
  };
  readonly events: {
    listAfter(hub: string, after: number, limit: number): Promise<LoggedEvent[]>;
    lastSeq(hub: string): Promise<number>;
    /** `wake` after new logged events; `progress` for live solve progress, which the log does not keep. */
    subscribe(hub: string, on: { wake: () => void; progress: (progress: SolveProgress) => void }): () => void;
  };
  /** Problems in VROOM's format. */
  readonly vroom: VroomService;
  /** What /api/health reports: database, regions, routing, disk. */
  health(): Promise<{ name: string; ok: boolean; detail: string }[]>;
}
