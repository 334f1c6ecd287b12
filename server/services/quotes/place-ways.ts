import type { PlaceTravel, PlaceWays } from '#server/domain/quotes/quote-book.ts';
import type { LonLat, MatrixSource, Profile, RoutingEngine, WaysAround } from '#server/routing/port.ts';
import { profilesReaching } from '../planning/places.ts';
import type { QuoteDay } from './quote-days.ts';

/** Places that somebody asks about, kept in memory: 8 kB each for a day of 500 stops and a kind of vehicle. */
const mostPlaces = 200;

/** What is known of a place that is asked about. */
interface KnownPlace {
  /** That reach it. */
  readonly profiles: ReadonlySet<Profile>;
  /** Gone with a day that is laid out anew. */
  readonly travel: WeakMap<QuoteDay, PlaceTravel>;
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
    if (known.profiles.size === 0) return null;
    const asked = known.last.then(() => askFor(known, point, days, tools));
    known.last = asked.catch(() => undefined);
    await asked;
    return days.map((day) => known.travel.get(day)!); // asked for
  }

  #place(name: string, point: LonLat, profiles: readonly Profile[], tools: Tools): Promise<KnownPlace> {
    const known =
      this.#places.get(name) ??
      profilesReaching(point, profiles, tools.engine, this.#snapLimitMetres).then((reaching) => ({
        profiles: new Set(reaching),
        travel: new WeakMap<QuoteDay, PlaceTravel>(),
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

/** One question for each kind of vehicle, whatever days share points. */
async function askFor(
  { profiles, travel }: KnownPlace,
  place: LonLat,
  days: readonly QuoteDay[],
  { matrices }: Tools,
): Promise<void> {
  const missing = days.filter((day) => !travel.has(day));
  if (missing.length === 0) return;
  const indexOf = new Map<string, number>();
  const points: LonLat[] = [];
  const indices = missing.map((day) =>
    keysOf(day).map((key, point) => {
      const known = indexOf.get(key) ?? points.push(day.points[point]!) - 1; // one for each key
      indexOf.set(key, known);
      return known;
    }),
  );
  const waysOf = new Map<Profile, WaysAround>();
  for (const profile of profiles) waysOf.set(profile, await matrices.around(place, points, { profile }));
  for (const [at, day] of missing.entries()) {
    const own = indices[at]!; // one for each day
    travel.set(
      day,
      day.profiles.map((profile) => {
        const ways = waysOf.get(profile);
        return ways ? picked(ways, own) : null;
      }),
    );
  }
}

function picked({ to, from }: WaysAround, own: readonly number[]): PlaceWays {
  const pick = (cells: ArrayLike<number>) => Int32Array.from(own, (index) => cells[index]!); // its indices
  return {
    secondsTo: pick(to.seconds),
    metresTo: pick(to.metres),
    secondsFrom: pick(from.seconds),
    metresFrom: pick(from.metres),
  };
}
