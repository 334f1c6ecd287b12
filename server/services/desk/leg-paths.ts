import type { PlanRun } from '#server/contract/plan.ts';
import { legBetween } from '#server/domain/desk/desk-day.ts';
import { placesOfTrip } from '#server/domain/desk/places-of-trip.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { LonLat } from '#server/routing/port.ts';
import type { PlanStore, RunPath } from '#server/store/port.ts';
import type { LegRow } from '../port.ts';
import { deskDayOf, profileOf } from './desk-day.ts';
import type { DeskFacts, FactsOfDays } from './desk-facts.ts';

type Coordinates = [number, number][];

/** Paths that are kept in memory. */
const mostPaths = 2000;

/** The paths of legs, asked of the routing engine once each. */
export class LegPaths {
  readonly #facts: FactsOfDays;
  readonly #known = new Map<string, Promise<Coordinates | null>>();

  constructor(facts: FactsOfDays) {
    this.#facts = facts;
  }

  /** Null where no road leads. @throws UserError TABLES_CHANGED; RoutingError */
  async list(
    hub: string,
    date: string,
    key: string,
    legs: readonly LegRow[],
  ): Promise<(Coordinates | null)[]> {
    const facts = await this.#facts.get(hub, date);
    requireKey(facts, key);
    return Promise.all(legs.map((leg) => this.#get(facts, leg)));
  }

  /** Asks for the paths that written runs lack, and writes them down. */
  async fill(
    hub: string,
    date: string,
    plan: DeskPlan,
    written: readonly PlanRun[],
    store: Pick<PlanStore, 'addPaths'>,
  ): Promise<void> {
    const lacking = written.filter((run) =>
      run.trips.some(({ legs }) => legs.some(({ geometry }) => geometry.coordinates.length === 0)),
    );
    if (lacking.length === 0) return;
    const facts = await this.#facts.get(hub, date);
    const paths: RunPath[] = [];
    for (const { run, leg, trip, row } of missingLegs(plan, lacking, facts)) {
      const coordinates = await this.#get(facts, row);
      const { seconds, metres } = run.trips[trip]!.legs[leg]!;
      if (coordinates) paths.push({ vehicle: run.vehicle, trip, leg, seconds, metres, coordinates });
    }
    if (paths.length > 0) await store.addPaths(hub, date, paths);
  }

  #get(facts: DeskFacts, { table, from, to }: LegRow): Promise<Coordinates | null> {
    const name = `${facts.key} ${table} ${from} ${to}`;
    const known = this.#known.get(name) ?? askPath(facts, { table, from, to });
    this.#known.delete(name);
    this.#known.set(name, known);
    known.catch(() => this.#known.delete(name));
    for (const old of [...this.#known.keys()].slice(0, -mostPaths)) this.#known.delete(old);
    return known;
  }
}

/** @throws UserError TABLES_CHANGED where the day's tables have another key */
export function requireKey(facts: DeskFacts, key: string): void {
  if (facts.key === key) return;
  throw new UserError('TABLES_CHANGED', 'Places, roads or paths of the day are not what they were.');
}

async function askPath(facts: DeskFacts, { table, from, to }: LegRow): Promise<Coordinates | null> {
  const legs = facts.tables[table];
  const ends = [facts.places.points[from], facts.places.points[to]].filter((point) => point !== undefined);
  if (!legs || ends.length < 2 || !legBetween(legs, from, to)) return null;
  if (from === to) return ends.map(([lon, lat]): [number, number] => [lon, lat]);
  const [leg] = await facts.engine.route(ends as LonLat[], {
    profile: facts.profiles[table]!, // one for each table
    steps: false,
  });
  return leg?.coordinates.map(([lon, lat]): [number, number] => [lon, lat]) ?? null;
}

/** Legs of written runs without a path. */
function missingLegs(plan: DeskPlan, written: readonly PlanRun[], facts: DeskFacts) {
  const runs = new Map(plan.runs.map((run) => [run.vehicle, run]));
  const planned = written.map(({ vehicle }) => runs.get(vehicle)!); // written from the plan
  const stops = new Set(planned.flatMap(({ trips }) => trips.flat().map(({ stop }) => stop)));
  const day = deskDayOf(facts, { ...plan, stops: plan.stops.filter(({ stop }) => stops.has(stop)) });
  return written.flatMap((run, index) => {
    const table = facts.profiles.indexOf(profileOf(run.vehicle, facts));
    return run.trips.flatMap(({ legs }, trip) => {
      const places = placesOfTrip(planned[index]!, trip, day);
      return legs.flatMap(({ geometry }, leg) =>
        geometry.coordinates.length > 0
          ? []
          : [{ run, trip, leg, row: { table, from: places[leg]!, to: places[leg + 1]! } }],
      );
    });
  });
}
