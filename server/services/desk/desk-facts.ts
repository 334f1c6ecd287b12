import { createHash } from 'node:crypto';
import type { Hub } from '#server/contract/hub.ts';
import type { PlanDocument } from '#server/contract/plan.ts';
import { isStanding, type Request } from '#server/contract/request.ts';
import type { LegTable } from '#server/domain/desk/desk-day.ts';
import type { PartAtStop } from '#server/domain/edits/loose-parts.ts';
import type { KeptNumber } from '#server/domain/edits/number-runs.ts';
import type { TimeWindow } from '#server/domain/time-window.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Matrix, MatrixSource, Profile, RoutingEngine } from '#server/routing/port.ts';
import type { Store } from '#server/store/port.ts';
import { requireHub, rulesOf } from '../hubs.ts';
import { fleetOfDay, type VehicleOfDay } from '../fleet-of-day.ts';
import { shiftOf } from '../planning/build-problem.ts';
import { type DayClock, dayClock } from '../planning/day-clock.ts';
import { type HubDay, hubDayOf } from '../planning/hub-day.ts';
import { type DayPlaces, gatherPlaces, placeKey } from '../planning/places.ts';
import { type RateTermsOf, rateTermsOn } from '../rates/rate-terms-of.ts';

/** Without the matrices, which are large: the tables take their place. */
type PlacesOfDay = Omit<DayPlaces, 'matrices'>;

/** What a day's plans are made of, whatever edits do: requests, vehicles, places and the legs between them. */
export interface DeskFacts {
  readonly hub: Hub;
  readonly date: string;
  readonly clock: DayClock;
  /** All of the day, cancelled ones too, by id. */
  readonly requests: ReadonlyMap<string, Request>;
  /** Parts of requests that went on to a later day, by request. */
  readonly rests: ReadonlyMap<string, readonly PartAtStop[]>;
  /** When each may be served, in seconds from the plan's origin. */
  readonly windows: ReadonlyMap<string, TimeWindow>;
  /** The whole fleet, by name; what is not in use too. */
  readonly vehicles: ReadonlyMap<string, VehicleOfDay>;
  readonly shifts: ReadonlyMap<string, TimeWindow>;
  readonly rateTermsOf: RateTermsOf;
  readonly places: PlacesOfDay;
  readonly hubDay: HubDay;
  /** Something is to be brought out of the hub. */
  readonly hasDeliveries: boolean;
  readonly profiles: readonly Profile[];
  /** By profile, in their order: the matrices, with the legs of the plan that was made last as its paths are. */
  readonly tables: readonly LegTable[];
  /** Changes when the tables do. */
  readonly key: string;
  readonly engine: RoutingEngine;
  readonly lastMade: PlanDocument | null;
  /** When that plan was made; null where there is none. */
  readonly madeAt: string | null;
  /** As `DeskDay` has them. */
  readonly toldRuns: readonly KeptNumber[];
}

export interface FactsTools {
  readonly engine: RoutingEngine;
  readonly matrices: Pick<MatrixSource, 'matrix'>;
}

export interface DeskFactsDeps {
  readonly store: Pick<
    Store,
    'hubs' | 'requests' | 'fleet' | 'drivers' | 'rates' | 'plans' | 'publications' | 'events'
  >;
  /** @throws UserError REGION_UNKNOWN */
  readonly toolsOf: (region: string) => FactsTools;
  readonly snapLimitMetres: number;
}

/** Days that are kept in memory: at 1,000 stops one takes 8 MB for each kind of vehicle. */
const mostDays = 6;
const eventsAtOnce = 1000;

interface Kept {
  seq: number;
  readonly engine: RoutingEngine;
  readonly facts: Promise<DeskFacts>;
}

/** The facts of days, each gathered once until its requests, the fleet, its plan or the roads change. */
export class FactsOfDays {
  readonly #deps: DeskFactsDeps;
  readonly #kept = new Map<string, Kept>();

  constructor(deps: DeskFactsDeps) {
    this.#deps = deps;
  }

  /** @throws UserError HUB_UNKNOWN, NO_VEHICLES, HUB_NOT_ON_ROAD; RoutingError */
  async get(hubId: string, date: string): Promise<DeskFacts> {
    const hub = await requireHub(this.#deps.store.hubs, hubId);
    const tools = this.#deps.toolsOf(hub.region);
    const name = `${hubId} ${date}`;
    const kept = this.#kept.get(name);
    if (kept && kept.engine === tools.engine && (await this.#isFresh(hubId, date, kept))) {
      this.#keep(name, kept);
      return kept.facts;
    }
    const seq = await this.#deps.store.events.lastSeq(hubId);
    const facts = gatherDay(hub, date, tools, this.#deps);
    this.#keep(name, { seq, engine: tools.engine, facts });
    facts.catch(() => this.#kept.delete(name));
    return facts;
  }

  async #isFresh(hub: string, date: string, kept: Kept): Promise<boolean> {
    const events = await this.#deps.store.events.listAfter(hub, kept.seq, eventsAtOnce);
    if (events.length === eventsAtOnce) return false;
    const isStale = events.some(
      ({ event: { type, data } }) =>
        type === 'fleet.changed' ||
        type === 'hub.changed' ||
        type === 'rates.changed' ||
        // Requests are of cooperatives by their names.
        type === 'people.changed' ||
        ((type === 'requests.changed' || type === 'plan.changed' || type === 'plan.published') &&
          data.date === date),
    );
    if (isStale) return false;
    // Only now: whoever asks at the same time must find the news too.
    kept.seq = events.at(-1)?.seq ?? kept.seq;
    return true;
  }

  /** The day used last is the last to go. */
  #keep(name: string, kept: Kept): void {
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    for (const old of [...this.#kept.keys()].slice(0, -mostDays)) this.#kept.delete(old);
  }
}

interface GatherDeps {
  readonly store: Omit<DeskFactsDeps['store'], 'requests' | 'events'>;
  readonly snapLimitMetres: number;
}

/** Of a day with its own requests. @throws as `gatherFacts` */
export async function gatherDay(
  hub: Hub,
  date: string,
  tools: FactsTools,
  deps: GatherDeps & { readonly store: Pick<Store, 'requests'> },
): Promise<DeskFacts> {
  const requests = await deps.store.requests.listByDay(hub.id, date);
  const rests = await deps.store.requests.listRests(hub.id, date);
  return gatherFacts(hub, date, requests, tools, deps, rests);
}

/** Of a day with these of its requests. @throws UserError NO_VEHICLES, HUB_NOT_ON_ROAD; RoutingError */
export async function gatherFacts(
  hub: Hub,
  date: string,
  requests: readonly Request[],
  tools: FactsTools,
  { store, snapLimitMetres }: GatherDeps,
  rests: DeskFacts['rests'] = new Map(),
): Promise<DeskFacts> {
  const fleet = await fleetOfDay(store, hub.id, date);
  if (fleet.length === 0) throw new UserError('NO_VEHICLES', 'The hub has no vehicles.');
  const { matrices, ...places } = await gatherPlaces(
    { hub, requests, vehicles: fleet, snapLimitMetres },
    tools,
  );
  const vehicles = new Map(fleet.map((vehicle) => [vehicle.name, vehicle]));
  const made = await store.plans.getLastMade(hub.id, date);
  const identity = await tools.engine.identity();
  const profiles = [...matrices.keys()];
  const clock = dayClock(date, hub.timezone);
  const shifts = new Map(fleet.map((vehicle) => [vehicle.name, shiftOf(vehicle, clock)]));
  const lastSecond = Math.max(...[...shifts.values()].map(({ end }) => end));
  const facts = {
    hub,
    date,
    clock,
    requests: new Map(requests.map((request) => [request.id, request])),
    rests,
    windows: new Map(
      requests.map(({ id, ready_from: from, ready_until: until }) => [
        id,
        { start: clock.secondsOf(from), end: clock.secondsOf(until) },
      ]),
    ),
    vehicles,
    shifts,
    rateTermsOf: rateTermsOn(date, await store.rates.get(hub.id)),
    places,
    hubDay: hubDayOf(await rulesOf(store.hubs, hub.id), date, clock, lastSecond),
    hasDeliveries: requests.some((request) => request.kind === 'delivery' && isStanding(request)),
    profiles,
    engine: tools.engine,
    lastMade: made?.document ?? null,
    madeAt: made?.createdAt ?? null,
    toldRuns: await store.publications.listTold(hub.id, date),
  };
  const key = createHash('sha256')
    .update(JSON.stringify([identity, profiles, places.points, made?.id, made?.editVersion]))
    .digest('base64url');
  return { ...facts, key, tables: tablesOf(facts, [...matrices.values()]) };
}

/** So that a plan that was just made costs at the desk what its paths cost. */
function tablesOf(
  { places, profiles, vehicles, lastMade }: Pick<DeskFacts, 'places' | 'profiles' | 'vehicles' | 'lastMade'>,
  matrices: readonly Matrix[],
): LegTable[] {
  const tables = matrices.map(({ size, seconds, metres }) => ({
    size,
    seconds: seconds.slice(),
    metres: metres.slice(),
  }));
  // By where a stop is: the request that it named may be elsewhere by now, or another may be called so.
  const placeAt = new Map(places.points.map(([lon, lat], place) => [placeKey({ lon, lat }), place]));
  for (const run of lastMade?.runs ?? []) {
    const vehicle = vehicles.get(run.vehicle);
    const table = tables[profiles.indexOf(run.profile)];
    if (!vehicle || !table || vehicle.profile !== run.profile) continue;
    for (const [index, trip] of run.trips.entries()) {
      const start = index === 0 ? places.startOfVehicle.get(vehicle.id) : 0;
      const sequence = [start, ...trip.stops.map((stop) => placeAt.get(placeKey(stop))), 0];
      for (const [leg, { seconds, metres }] of trip.legs.entries()) {
        const [from, to] = [sequence[leg], sequence[leg + 1]];
        if (from === undefined || to === undefined || from === to) continue;
        table.seconds[from * table.size + to] = seconds;
        table.metres[from * table.size + to] = metres;
      }
    }
  }
  return tables;
}
