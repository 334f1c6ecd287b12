import { gzipSync } from 'node:zlib';
import type { Auth, IssuedSession, MemberAuth, MemberCaller } from '#server/auth/port.ts';
import type { Role } from '#server/contract/basics.ts';
import type { Booking } from '#server/contract/booking.ts';
import type { Member } from '#server/contract/cooperative.ts';
import type { DeskWire } from '#server/contract/desk.ts';
import type { DrivenRunWire } from '#server/contract/drive-run.ts';
import type { HubEvent, LoggedEvent, SolveProgress } from '#server/contract/event.ts';
import type { Driver, FleetVehicle, VehicleTerms, VehicleType } from '#server/contract/fleet.ts';
import type { Hub, HubSettings, Region } from '#server/contract/hub.ts';
import type { ImportPreview } from '#server/contract/list-import.ts';
import type { Session, User } from '#server/contract/people.ts';
import type { CostReport } from '#server/contract/costs.ts';
import type { DayMoney } from '#server/contract/money.ts';
import type { ShareRules } from '#server/contract/rates.ts';
import type { ApiKey, Webhook, WebhookCall } from '#server/contract/program.ts';
import type { Request } from '#server/contract/request.ts';
import type { WhatIf } from '#server/contract/what-if.ts';
import type { StandingPickup } from '#server/contract/standing.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Services } from '#server/services/port.ts';

const now = '2026-03-02T00:00:00Z';

const fakeHub: Hub = {
  id: 'hub-a',
  name: 'Sìn Hồ',
  lat: 22.36,
  lon: 103.25,
  timezone: 'Asia/Ho_Chi_Minh',
  currency: 'VND',
  region: 'highland',
};

const region: Region = {
  name: 'highland',
  bounds: [103, 22, 104, 23],
  source: 'made by a test',
  source_date: null,
  built: now,
  timezone: fakeHub.timezone,
  currency: fakeHub.currency,
  attribution: '© a test',
};

/** Where the load is, and what it is. */
const load = {
  kind: 'pickup',
  place: 'Tả Phìn',
  lat: 22.4,
  lon: 103.3,
  product: 'tea',
  kg: 120,
} as const;

const booked = {
  ...load,
  id: 'r1',
  state: 'booked',
  date: '2026-03-02',
  crates: 6,
  crates_derived: true,
  parcels: 24,
  parcels_derived: true,
  ready_from: now,
  ready_until: '2026-03-02T08:00:00Z',
  harvested_at: null,
} as const;

const fakeRequest: Request = {
  ...booked,
  reference: 'r1',
  service_minutes: 10,
  largest_vehicle: 'light',
  priority: 0,
  cooperative: null,
};

const standingPickup: StandingPickup = {
  ...load,
  id: 'p1',
  crates: null,
  parcels: null,
  ready_from: '07:00',
  ready_until: null,
  largest_vehicle: 'light',
  cooperative: null,
  weekdays: [0, 3],
  starts_on: '2026-03-02',
  ends_on: null,
  skips: [],
  next: ['2026-03-02', '2026-03-05'],
};

const apiKey: ApiKey = {
  id: 'k1',
  cooperative: '1',
  name: 'Shop',
  hint: 'hw_abcdef',
  created_at: now,
  used_on: null,
  revoked_at: null,
};

const webhook: Webhook = { id: 'w1', cooperative: '1', url: 'https://example.org/hook', created_at: now };

const webhookCall: WebhookCall = {
  id: 'c1',
  webhook: 'w1',
  event: 'booked',
  request: 'r1',
  created_at: now,
  tries: 1,
  due_at: null,
  delivered_at: now,
  tried_at: now,
  status: 200,
  failure: null,
};

const terms: VehicleTerms = {
  profile: 'light',
  capacity_kg: 1250,
  capacity_crates: null,
  capacity_parcels: null,
  fixed_cost: 0,
  cost_per_km: 5000,
  cost_per_hour: 40000,
  shift_start: '06:00',
  shift_end: '18:00',
};

const vehicle: FleetVehicle = {
  ...terms,
  id: 'v1',
  name: 'L-1',
  type: '1.25 t',
  start_lat: null,
  start_lon: null,
  is_available: true,
  type_id: '1',
  own: {},
  changed_at: '2026-03-01T10:00:00Z',
};

const vehicleType: VehicleType = {
  ...terms,
  id: '1',
  name: '1.25 t',
  vehicles: 1,
};

const driver: Driver = {
  id: 'd1',
  name: 'Vàng A Páo',
  phone: '',
  languages: [],
  classes: ['light'],
  usual_vehicle: null,
  week: [null, null, null, null, null, null, null],
  days: [],
};

const cooperative = { id: '1', name: 'Tả Phìn', phone: '', locale: null, divides_by: null };
const usualRules: ShareRules = { missed_stop: 'request', billed_by: 'fair', quotes_bind: false };

const member: Member = {
  id: 'm1',
  cooperative: '1',
  name: 'Chảo Mẩy',
  phone: '',
  locale: 'vi',
  role: 'grower',
  created_at: now,
};

const booking: Booking = {
  ...booked,
  member: null,
  landmark: '',
  photo: null,
  made_at: now,
  is_open: true,
  arrival: null,
  collected_kg: null,
  quote: null,
  price: null,
  offer: null,
};

const settings: HubSettings = {
  name: fakeHub.name,
  lat: fakeHub.lat,
  lon: fakeHub.lon,
  phone: '',
  receiving: [null, null, null, null, null, null, null],
  docks: null,
  unloading_minutes: 0,
  cut_off: null,
  keep_positions_days: 30,
};

const preview: ImportPreview = {
  kind: 'requests',
  rows: 0,
  delimiter: ',',
  columns: [],
  formats: { decimal: null, date: null },
  sample: [],
  errors: [],
  warnings: [],
  committed: false,
};

const noFigures = { runs: 0, cost: 0, metres: 0, grams: 0, parcels: 0, unserved: 0 };
const whatIf: WhatIf = {
  id: 'w1',
  asked: {
    from: '2026-03-01',
    until: '2026-03-02',
    fuel: { kind: 'diesel', price_per_litre: 21_000 },
    rate: null,
    fleet: null,
    cut_off: null,
    seconds: 1,
  },
  state: 'running',
  done: 0,
  of: 0,
  is_planned_anew: false,
  was: noFigures,
  would: noFigures,
  weeks: [],
  missing: [],
  moved: 0,
  problem: null,
};

const figures = { runs: 0, cost: 0, metres: 0, seconds: 0, unserved: 0, late_seconds: 0, violations: 0 };
const stepDone = { edit_version: 1, step: null };

const publication = { revision: 0, runs: [], revisions: [] };

const drivenRun: DrivenRunWire = {
  run: 'run-1',
  number: 1,
  date: '2026-03-02',
  phone: 'bound',
  hub: { name: 'A', lat: 22.36, lon: 103.25, phone: '', timezone: 'Asia/Ho_Chi_Minh', currency: 'VND' },
  products: [],
  latest: { revision: 1, frozen: null, contacts: [] },
  earlier: [],
  events: [],
};

const desk: DeskWire = {
  plan: 'p1',
  scenario: null,
  edit_version: 1,
  arrangement: { stops: [], runs: [], barred: [] },
  origin: now,
  hub_place: 0,
  turnaround_seconds: 0,
  tables: { key: 'k1', size: 1, profiles: ['light'] },
  stops: [],
  vehicles: [],
  told_runs: [],
  off_road: [],
  undo: null,
  redo: null,
};

const dayMoneyOf = (date: string): DayMoney => ({
  date,
  edit_version: 1,
  settled: null,
  runs: [],
  lines: [],
  entries: [],
});

const costReport: CostReport = {
  groups: [],
  total: { cost: 0, parcels: 0, grams: 0, kg_km: 0, of_runs: null },
  hub: 0,
  days: 0,
  settled_days: 0,
  missing: [],
  dearest: [],
  names: { vehicle: [], village: [], cooperative: [], product: [] },
};

/** An event log in memory that counts its subscribers. */
export class FakeEvents {
  readonly log: LoggedEvent[] = [];
  readonly subscribers = new Set<{ wake: () => void; progress: (progress: SolveProgress) => void }>();

  append(event: HubEvent): void {
    this.log.push({ seq: (this.log.at(-1)?.seq ?? 0) + 1, hub: fakeHub.id, at: now, event });
    for (const { wake } of this.subscribers) wake();
  }

  progress(progress: SolveProgress): void {
    for (const subscriber of this.subscribers) subscriber.progress(progress);
  }

  readonly service: Services['events'] = {
    listAfter: async (_hub, after, limit) => this.log.filter(({ seq }) => seq > after).slice(0, limit),
    lastSeq: async () => this.log.at(-1)?.seq ?? 0,
    subscribe: (_hub, on) => {
      this.subscribers.add(on);
      return () => this.subscribers.delete(on);
    },
  };
}

/** Services at one hub, `hub-a`, that answer what the contract asks for and do nothing. */
export function fakeServices(events = new FakeEvents()): Services {
  const atHub = <T>(hub: string, answer: T): Promise<T> =>
    hub === fakeHub.id
      ? Promise.resolve(answer)
      : Promise.reject(new UserError('HUB_UNKNOWN', `There is no hub ${hub}.`, { ids: [hub] }));
  return {
    hubs: {
      list: async () => [fakeHub],
      listRegions: async () => [region],
      add: async (hub) => ({ ...fakeHub, name: hub.name }),
      get: (hub) =>
        atHub(hub, {
          hub: fakeHub,
          region,
          products: [],
          cut_off: null,
          today: '2026-03-02',
          map_style_url: null,
          seq: 0,
        }),
      getSettings: (hub) => atHub(hub, settings),
      saveSettings: (hub, saved) => atHub(hub, saved),
      saveProducts: (hub) => atHub(hub, []),
      searchPlaces: (hub) => atHub(hub, []),
      tile: (hub, z) => atHub(hub, z === 0 ? null : Buffer.from([0x1f, 0x8b, z])),
    },
    requests: {
      list: (hub) => atHub(hub, [fakeRequest]),
      add: (hub) => atHub(hub, fakeRequest),
      cancel: (hub) => atHub(hub, { ...fakeRequest, state: 'cancelled' }),
      restore: (hub) => atHub(hub, fakeRequest),
      carryOver: (hub, date) => atHub(hub, { to: date, count: 0 }),
      bringBack: (hub) => atHub(hub, { count: 0, kept: 0 }),
      importList: (hub, { bytes }) => atHub(hub, { ...preview, rows: bytes.length }),
    },
    texts: {
      read: (hub) => atHub(hub, []),
      book: (hub) => atHub(hub, [fakeRequest]),
      textOf: (hub) => atHub(hub, null),
    },
    standing: {
      list: (hub) => atHub(hub, [standingPickup]),
      add: (hub) => atHub(hub, standingPickup),
      skip: (hub) => atHub(hub, standingPickup),
      unskip: (hub) => atHub(hub, standingPickup),
      end: (hub) => atHub(hub, standingPickup),
      makeDay: (hub) => atHub(hub, undefined),
      makeBegunDays: async () => undefined,
    },
    programs: {
      authenticate: async (key) =>
        key === 'hw_known'
          ? { key: 'k1', hub: fakeHub.id, cooperative: { id: '1', name: 'Hợp tác xã A' } }
          : null,
      book: async (_caller, idempotencyKey) => ({ ...fakeRequest, reference: idempotencyKey }),
      listKeys: (hub) => atHub(hub, [apiKey]),
      addKey: (hub) => atHub(hub, { api_key: apiKey, key: 'hw_known' }),
      revokeKey: (hub) => atHub(hub, undefined),
    },
    webhooks: {
      list: (hub) => atHub(hub, [webhook]),
      add: (hub) => atHub(hub, { webhook, secret: 'whsec_1' }),
      remove: (hub) => atHub(hub, undefined),
      listCalls: (hub) => atHub(hub, [webhookCall]),
      retryCall: (hub) => atHub(hub, webhookCall),
      turn: async () => undefined,
    },
    fleet: {
      list: (hub) => atHub(hub, [vehicle]),
      add: (hub) => atHub(hub, vehicle),
      update: (hub) => atHub(hub, vehicle),
      retire: (hub) => atHub(hub, undefined),
      restore: (hub) => atHub(hub, vehicle),
      listTypes: (hub) => atHub(hub, [vehicleType]),
      addType: (hub) => atHub(hub, vehicleType),
      updateType: (hub) => atHub(hub, vehicleType),
      retireType: (hub) => atHub(hub, undefined),
      restoreType: (hub) => atHub(hub, vehicleType),
      importList: (hub, { bytes }) => atHub(hub, { ...preview, kind: 'fleet', rows: bytes.length }),
    },
    drivers: {
      list: (hub) => atHub(hub, [driver]),
      add: (hub) => atHub(hub, driver),
      update: (hub) => atHub(hub, driver),
      retire: (hub) => atHub(hub, undefined),
      restore: (hub) => atHub(hub, driver),
    },
    cooperatives: {
      list: (hub) => atHub(hub, [cooperative]),
      add: (hub) => atHub(hub, cooperative),
      update: (hub) => atHub(hub, cooperative),
      listMembers: (hub) => atHub(hub, [{ ...member, sessions: [], link_until: null }]),
      getMember: (hub) => atHub(hub, member),
      addMember: (hub) => atHub(hub, member),
      updateMember: (hub) => atHub(hub, member),
      revoke: (hub) => atHub(hub, undefined),
      exportMember: (hub) => atHub(hub, { member }),
      removeMember: (hub) => atHub(hub, undefined),
    },
    booking: {
      readLines: (hub) => atHub(hub, []),
      start: (hub, caller) =>
        atHub(hub, {
          member: caller,
          cooperative: { name: cooperative.name, phone: '' },
          hub: { ...fakeHub, phone: '', cut_off: null },
          map: { bounds: region.bounds, built: region.built, attribution: region.attribution },
          days: ['2026-03-03'],
          products: [],
          places: [],
          members: [],
          bookings: [booking],
          seen: 'nothing',
          push_key: null,
        }),
      book: (hub) => atHub(hub, booking),
      receipt: async () => Promise.reject(new UserError('DAY_NOT_SETTLED', 'The day is not settled.')),
      cancel: (hub) => atHub(hub, { ...booking, state: 'cancelled' }),
      decline: (hub) => atHub(hub, booking),
      listOfDay: (hub) => atHub(hub, []),
      settle: (hub) => atHub(hub, undefined),
      offer: (hub) => atHub(hub, undefined),
      getSettings: (hub) => atHub(hub, { keep_days: null }),
      saveSettings: (hub, saved) => atHub(hub, saved),
      addPhoto: async () => undefined,
      getPhoto: (hub) => atHub(hub, { type: 'image/jpeg', bytes: Buffer.of(0xff, 0xd8, 0xff) }),
      watch: async () => ({
        lastSeq: async () => 0,
        listAfter: async () => [],
        subscribe: () => () => undefined,
      }),
      forgetOld: async () => 0,
    },
    push: {
      key: async () => null,
      subscribe: async () => undefined,
      unsubscribe: async () => undefined,
      turn: async () => undefined,
    },
    rates: {
      get: (hub) => atHub(hub, { cards: [], fuel_prices: [], baselines: [], share_rules: usualRules }),
      addCard: (hub, draft) => atHub(hub, { id: 'c1', ...draft }),
      changeCard: (hub, card, draft) => atHub(hub, { id: card, ...draft }),
      removeCard: (hub) => atHub(hub, undefined),
      setFuelPrice: (hub, price) => atHub(hub, price),
      setBaseline: (hub, baseline) => atHub(hub, baseline),
      setShareRules: (hub) => atHub(hub, undefined),
    },
    whatIfs: {
      start: (hub, asked) => atHub(hub, { ...whatIf, asked }),
      get: (hub) => atHub(hub, whatIf),
      stop: (hub) => atHub(hub, { ...whatIf, state: 'stopped' }),
      export: (hub) => atHub(hub, { filename: 'what-if.csv', bytes: Buffer.from('') }),
    },
    quotes: {
      get: (hub) =>
        atHub(hub, {
          currency: 'VND',
          is_binding: false,
          kg: 100,
          crates: 5,
          parcels: 20,
          is_on_road: false,
          days: [],
        }),
      make: (hub) => atHub(hub, null),
      keep: (hub) => atHub(hub, undefined),
      keepDue: async () => undefined,
      listKept: (hub) => atHub(hub, []),
      getKept: (hub) => atHub(hub, null),
      layOut: async () => undefined,
    },
    money: {
      get: (hub, date) => atHub(hub, dayMoneyOf(date)),
      noteActuals: (hub, date) => atHub(hub, dayMoneyOf(date)),
      importActuals: (hub) => atHub(hub, preview),
      settle: (hub, date) => atHub(hub, dayMoneyOf(date)),
      addEntry: (hub, { date }) => atHub(hub, dayMoneyOf(date)),
      listLedger: (hub) => atHub(hub, []),
      exportLedger: (hub) => atHub(hub, Buffer.from('date\r\n')),
    },
    costs: {
      villages: (hub) => atHub(hub, []),
      cheaper: (hub) => atHub(hub, { was: 0, ways: [] }),
      get: (hub) => atHub(hub, costReport),
      export: (hub) => atHub(hub, { filename: 'costs.csv', bytes: Buffer.from('Day\r\n') }),
    },
    receiving: {
      get: (hub, date) => atHub(hub, { date, is_settled: false, arrivals: [], requests: [] }),
      weighIn: (hub, { date }) => atHub(hub, { date, is_settled: false, arrivals: [], requests: [] }),
    },
    plans: {
      get: (hub) => atHub(hub, { plan: null, solve: null, interrupted: null }),
      startSolve: (hub) => atHub(hub, { solve: 's1' }),
      stopSolve: (hub) => atHub(hub, undefined),
      directions: (hub) => atHub(hub, []),
    },
    desk: {
      get: ({ hub, scenario }) => atHub(hub, { ...desk, scenario }),
      tables: (hub) => atHub(hub, gzipSync(Buffer.from([1, 0, 0, 0]))),
      paths: (hub, _date, _key, legs) =>
        atHub(
          hub,
          legs.map(() => null),
        ),
      edit: ({ hub }) => atHub(hub, stepDone),
      undo: ({ hub }) => atHub(hub, stepDone),
      redo: ({ hub }) => atHub(hub, stepDone),
      listSteps: (hub) => atHub(hub.hub, []),
      listScenarios: (hub) => atHub(hub, { record: figures, scenarios: [] }),
      addScenario: (hub, _date, { name }) =>
        atHub(hub, { id: 's1', name, edit_version: 1, created_at: now, created_by: null, figures }),
      removeScenario: (hub) => atHub(hub, undefined),
      adoptScenario: ({ hub }) => atHub(hub, stepDone),
      planRest: (hub) => atHub(hub, { solve: 's1' }),
      getProposal: (hub) =>
        atHub(hub, {
          scenario: null,
          edit_version: 1,
          edit: { type: 'replace', runs: [], stops: [], vehicles: [] },
          moved: [],
          reordered: [],
          before: figures,
          after: figures,
        }),
      listUnassigned: ({ hub }) => atHub(hub, []),
      listMoreVehicles: ({ hub }) => atHub(hub, []),
    },
    publishing: {
      get: (hub) => atHub(hub, publication),
      publish: ({ hub }) => atHub(hub, publication),
      withdraw: ({ hub }) => atHub(hub, publication),
    },
    drive: {
      getLink: async () => ({
        number: 1,
        date: '2026-03-02',
        vehicle: 'L-1',
        driver: null,
        hub: 'A',
        stops: 3,
      }),
      bind: async () => ({ run: 'run-1', phone: 'bound' }),
      getRun: async () => drivenRun,
      directions: async () => ({ revision: 1, legs: [] }),
      sync: async () => ({ now, phone: 'bound', latest: null, others: 0 }),
      addPicture: async () => undefined,
      map: async () => ({ revision: 1, bounds: [103, 22, 104, 23], built: now, attribution: '', tiles: [] }),
      tile: async () => null,
      placePhoto: async () => ({ type: 'image/jpeg', bytes: Buffer.from([0xff, 0xd8, 0xff]) }),
      addLinks: (hub) => atHub(hub, []),
      revoke: (hub) => atHub(hub, undefined),
      list: (hub) => atHub(hub, []),
      decidePhone: (hub) => atHub(hub, undefined),
      enterEvents: (hub) => atHub(hub, { added: 0 }),
      getPicture: (hub) => atHub(hub, { type: 'image/jpeg', bytes: Buffer.from([0xff, 0xd8, 0xff]) }),
    },
    exports: {
      plan: (hub, { format }) => atHub(hub, { filename: `plan.${format}`, bytes: Buffer.from('plan') }),
    },
    vroom: {
      solve: async () => ({
        code: 0,
        summary: {
          cost: 0,
          routes: 0,
          unassigned: 0,
          setup: 0,
          service: 0,
          duration: 0,
          waiting_time: 0,
          priority: 0,
          violations: [],
          computing_times: { loading: 0, solving: 0 },
        },
        unassigned: [],
        routes: [],
      }),
      state: () => ({ running: 0, waiting: 0, at_once: 1, most_waiting: 8 }),
    },
    events: events.service,
    health: async () => [{ name: 'database', ok: true, detail: 'answers' }],
  };
}

const sessionsUntil = '2036-03-02T00:00:00Z';

/** People whose password is "password of NAME" and whose cookie is `secret-NAME` (a new one a sign-in). */
export class FakeAuth implements Auth {
  readonly sessions = new Map<string, Session>();
  /** Bound phones by their cookie's secret. */
  readonly phones = new Map<string, MemberCaller>();
  #issued = 0;

  /** Signs somebody in with these roles; returns the cookie's secret. */
  enter(name: string, roles: readonly { role: Role; hub: string | null }[]): string {
    const user = { ...person(name), roles: [...roles] };
    const secret = `secret-${name}`;
    this.sessions.set(secret, { user, hubs: [], expires_at: sessionsUntil });
    return secret;
  }

  disable(secret: string): void {
    const session = this.sessions.get(secret);
    if (session !== undefined) session.user.is_disabled = true;
  }

  /** Binds a phone of a member of hub-a; returns the cookie's secret. */
  bindPhone(name: string): string {
    const secret = `phone-${name}`;
    this.phones.set(secret, { session: name, hub: fakeHub.id, member: { ...member, role: 'leader' } });
    return secret;
  }

  readonly members: MemberAuth = {
    authenticate: async (secret) => this.phones.get(secret) ?? null,
    invite: async () => ({ link: '/book/i/good', expires_at: now }),
    carry: async () => ({ link: '/book/i/good', expires_at: now }),
    getInvite: async (token) => {
      if (token !== 'good') throw new UserError('LINK_UNKNOWN', 'No such link.');
      return {
        name: member.name,
        cooperative: cooperative.name,
        hub: fakeHub.name,
        locale: 'vi',
        expires_at: now,
      };
    },
    acceptInvite: async (token) => {
      await this.members.getInvite(token);
      return { secret: this.bindPhone('tapped'), expiresAt: '2036-03-02T00:00:00Z' };
    },
    signOut: async (secret) => {
      this.phones.delete(secret);
    },
  };

  async authenticate(secret: string): Promise<Session | null> {
    const session = this.sessions.get(secret) ?? null;
    return session?.user.is_disabled === true ? null : session;
  }

  async signIn(email: string, password: string): Promise<IssuedSession> {
    if (password !== `password of ${email}`) throw new UserError('SIGN_IN_FAILED', 'No such pair.');
    return this.#issue(email);
  }

  async signOut(secret: string): Promise<void> {
    this.sessions.delete(secret);
  }

  async getInvite(token: string): Promise<{ name: string; email: string; expires_at: string }> {
    if (token !== 'good') throw new UserError('LINK_UNKNOWN', 'No such link.');
    return { name: 'Mai', email: 'mai@example.org', expires_at: now };
  }

  async acceptInvite(token: string): Promise<IssuedSession> {
    await this.getInvite(token);
    return this.#issue('mai@example.org');
  }

  async listUsers(): Promise<User[]> {
    return [person('mai')];
  }

  async addUser(user: { name: string }): Promise<{ user: User; link: string }> {
    return { user: person(user.name), link: '/invite/good' };
  }

  async updateUser(): Promise<User> {
    return person('mai');
  }

  async resetUser(): Promise<{ link: string }> {
    return { link: '/invite/good' };
  }

  #issue(name: string): IssuedSession {
    this.#issued++;
    const secret = `issued-${this.#issued}`;
    const session = { user: person(name), hubs: [], expires_at: sessionsUntil };
    this.sessions.set(secret, session);
    return { secret, expiresAt: sessionsUntil, session };
  }
}

function person(name: string): User {
  return {
    id: name,
    name,
    email: name.includes('@') ? name : `${name}@example.org`,
    locale: 'en',
    roles: [],
    is_disabled: false,
    has_password: true,
    created_at: now,
  };
}
