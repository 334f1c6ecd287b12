import type { PlaceTravel, PlaceWays } from '#server/domain/quotes/quote-book.ts';
import type { LonLat, MatrixSource, Profile, RoutingEngine } from '#server/routing/port.ts';
import { profilesReaching } from '../planning/places.ts';
import type { QuoteDay } from './quote-days.ts';

/** Places that somebody asks about, kept in memory; with 500 stops in the days of a week one takes about 100 kB. */
const mostPlaces = 200;

type Way = readonly [secondsTo: number, metresTo: number, secondsFrom: number, metresFrom: number];

/** What is known of a place that is asked about. */
interface KnownPlace {
  /** By profile, those that reach it; by point. */
  readonly ways: ReadonlyMap<Profile, Map<string, Way>>;
  /** Questions to the engine go one after the other, so that none is asked twice. */
  last: Promise<void>;
}

interface Tools {
  readonly engine: RoutingEngine;
  readonly matrices: Pick<MatrixSource, 'around'>;
}

/** Ways from new places to the stops of days, asked for once: in memory before the matrix cache before the engine. */
export class PlaceWaysMemory {
  readonly #snapLimitMetres: number;
  readonly #places = new Map<string, Promise<KnownPlace>>();

  constructor(snapLimitMetres: number) {
    this.#snapLimitMetres = snapLimitMetres;
  }

  /** Of a place to the places of each day, by table; null where no profile of theirs reaches it. @throws RoutingError */
  async travel(
    region: string,
    point: LonLat,
    days: readonly QuoteDay[],
    tools: Tools,
  ): Promise<readonly PlaceTravel[] | null> {
    const profiles = [...new Set(days.flatMap((day) => day.profiles))].sort();
    const identity = await tools.engine.identity();
    const name = JSON.stringify([region, identity, keyOf(point), profiles]);
    const known = await this.#place(name, point, profiles, tools);
    if (known.ways.size === 0) return null;
    const asked = known.last.then(() => askFor(known, point, days, tools));
    known.last = asked.catch(() => undefined);
    await asked;
    return days.map((day) => travelOf(known, day));
  }

  #place(name: string, point: LonLat, profiles: readonly Profile[], tools: Tools): Promise<KnownPlace> {
    const known =
      this.#places.get(name) ??
      profilesReaching(point, profiles, tools.engine, this.#snapLimitMetres).then((reaching) => ({
        ways: new Map(reaching.map((profile) => [profile, new Map<string, Way>()])),
        last: Promise.resolve(),
      }));
    this.#places.delete(name);
    this.#places.set(name, known);
    known.catch(() => this.#places.delete(name));
    for (const old of [...this.#places.keys()].slice(0, -mostPlaces)) this.#places.delete(old);
    return known;
  }
}

/** About a metre, as the matrix cache has it. */
const keyOf = ([lon, lat]: LonLat): string => `${lon.toFixed(5)},${lat.toFixed(5)}`;

/** A day's points stay the same for as long as it is kept. */
const keysOfDays = new WeakMap<QuoteDay, readonly string[]>();

function keysOf(day: QuoteDay): readonly string[] {
  const keys = keysOfDays.get(day) ?? day.points.map(keyOf);
  keysOfDays.set(day, keys);
  return keys;
}

async function askFor(
  { ways }: KnownPlace,
  place: LonLat,
  days: readonly QuoteDay[],
  { matrices }: Tools,
): Promise<void> {
  for (const [profile, known] of ways) {
    const missing = new Map<string, LonLat>();
    for (const day of days) {
      for (const [index, key] of keysOf(day).entries()) {
        if (!known.has(key)) missing.set(key, day.points[index]!); // one for each key
      }
    }
    if (missing.size === 0) continue;
    const { to, from } = await matrices.around(place, [...missing.values()], { profile });
    for (const [index, key] of [...missing.keys()].entries()) {
      // One for each that is missing.
      known.set(key, [to.seconds[index]!, to.metres[index]!, from.seconds[index]!, from.metres[index]!]);
    }
  }
}

function travelOf({ ways }: KnownPlace, day: QuoteDay): PlaceTravel {
  const keys = keysOf(day);
  return day.profiles.map((profile): PlaceWays | null => {
    const known = ways.get(profile);
    if (!known) return null;
    const side = () => new Int32Array(keys.length).fill(-1);
    const [secondsTo, metresTo, secondsFrom, metresFrom] = [side(), side(), side(), side()];
    for (const [index, key] of keys.entries()) {
      const way = known.get(key);
      if (!way) continue;
      [secondsTo[index], metresTo[index], secondsFrom[index], metresFrom[index]] = way;
    }
    return { secondsTo, metresTo, secondsFrom, metresFrom };
  });
}
