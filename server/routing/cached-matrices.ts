import type { CachePlace, MatrixCache } from './matrix-cache.ts';
import { unknownCell } from './matrix-store.ts';
import { RoutingError } from './port.ts';
import type {
  LonLat,
  Matrix,
  MatrixSource,
  RoutingCall,
  RoutingEngine,
  TableBlock,
  WaysAround,
} from './port.ts';

/** Places closer than this fraction of a degree (a metre) are one place. */
const perDegree = 100_000;

/** With holes in more patterns than this, rows share calls and some known cells are asked again. */
const mostGroups = 16;

type MatrixCall = RoutingCall & { readonly onProgress?: (done: number) => void };

/** Rows of the matrix that lack the same columns. */
interface Group {
  readonly rows: number[];
  readonly columns: readonly number[];
}

/**
 * Matrices from the cache, with the engine asked for the rest. Calls for one engine identity and profile go one
 * after the other, so that the second of two equal calls finds the first one's answers.
 */
export function cachedMatrices(engine: RoutingEngine, cache: MatrixCache): MatrixSource {
  const lastCall = new Map<string, Promise<unknown>>();

  async function inTurn<T>(key: string, call: MatrixCall, work: () => Promise<T>): Promise<T> {
    const before = lastCall.get(key) ?? Promise.resolve();
    const result = before.then(() => {
      if (call.signal?.aborted) throw new RoutingError('ROUTING_CANCELLED', 'the call was cancelled');
      return work();
    });
    const ended = result.then(
      () => undefined,
      () => undefined,
    );
    lastCall.set(key, ended);
    try {
      return await result;
    } finally {
      if (lastCall.get(key) === ended) lastCall.delete(key);
    }
  }

  return {
    async matrix(points, call) {
      const key = JSON.stringify({ ...(await engine.identity()), profile: call.profile });
      const { places, placeOf } = distinctPlaces(points);
      const known = await inTurn(key, call, () => completed(engine, cache, key, places, call));
      return spread(known, placeOf);
    },
    async around(place, others, call) {
      const key = JSON.stringify({ ...(await engine.identity()), profile: call.profile });
      const { places, placeOf } = distinctPlaces([place, ...others]);
      const [own, ...rest] = places;
      if (!own) throw new Error('a place is no place');
      let known = cache.readAround(key, own, rest);
      // Where all is known nobody waits for a matrix that is under way.
      if (unknownOf(known).length > 0) {
        known = await inTurn(key, call, () => completedAround(engine, cache, key, own, rest, call));
      }
      return spreadAround(known, placeOf.slice(1));
    },
  };
}

/** Indices of the others of which a way is not known. */
function unknownOf({ to, from }: WaysAround): number[] {
  return [...to.seconds.keys()].filter(
    (index) => to.seconds[index] === unknownCell || from.seconds[index] === unknownCell,
  );
}

async function completedAround(
  engine: RoutingEngine,
  cache: MatrixCache,
  key: string,
  own: CachePlace,
  others: readonly CachePlace[],
  call: RoutingCall,
): Promise<WaysAround> {
  const known = cache.readAround(key, own, others);
  const missing = unknownOf(known);
  if (missing.length === 0) return known;
  const places = [own, ...missing.map((index) => others[index]!)]; // its indices
  const points = places.map(pointOf);
  const behind = missing.map((_, index) => index + 1);
  const asked = { profile: call.profile, ...(call.signal && { signal: call.signal }) };
  const [to, from] = [
    await engine.table(points, [0], behind, asked),
    await engine.table(points, behind, [0], asked),
  ];
  for (const [index, other] of missing.entries()) {
    for (const of of ['seconds', 'metres'] as const) {
      // Both blocks have one cell for each that is missing.
      known.to[of][other] = to[of][index]!;
      known.from[of][other] = from[of][index]!;
    }
  }
  cache.writeAround(key, own, places.slice(1), { to, from });
  return known;
}

/** The ways of each point from those of their places; from a place to itself there is none to go. */
function spreadAround(known: WaysAround, placeOf: readonly number[]): WaysAround {
  const spreadBlock = ({ seconds, metres }: TableBlock): TableBlock => ({
    seconds: Int32Array.from(placeOf, (place) => (place === 0 ? 0 : seconds[place - 1]!)),
    metres: Int32Array.from(placeOf, (place) => (place === 0 ? 0 : metres[place - 1]!)),
  });
  return { to: spreadBlock(known.to), from: spreadBlock(known.from) };
}

const pointOf = ({ lon, lat }: CachePlace): LonLat => [lon / perDegree, lat / perDegree];

function distinctPlaces(points: readonly LonLat[]): { places: CachePlace[]; placeOf: number[] } {
  const places: CachePlace[] = [];
  const indexByKey = new Map<string, number>();
  const placeOf = points.map(([lon, lat]) => {
    const place = { lon: Math.round(lon * perDegree), lat: Math.round(lat * perDegree) };
    const key = `${place.lon} ${place.lat}`;
    const known = indexByKey.get(key);
    if (known !== undefined) return known;
    indexByKey.set(key, places.length);
    places.push(place);
    return places.length - 1;
  });
  return { places, placeOf };
}

async function completed(
  engine: RoutingEngine,
  cache: MatrixCache,
  key: string,
  places: readonly CachePlace[],
  call: MatrixCall,
): Promise<Matrix> {
  const matrix = cache.read(key, places);
  // The engine is asked about the rounded places, so that an answer is the same whoever asks first.
  const points = places.map(pointOf);
  const groups = missingGroups(matrix);
  const cells = groups.reduce((sum, { rows, columns }) => sum + rows.length * columns.length, 0);
  let done = 0;
  for (const { rows, columns } of groups) {
    const share = (rows.length * columns.length) / cells;
    const before = done;
    const block = await engine.table(points, rows, columns, {
      profile: call.profile,
      ...(call.signal && { signal: call.signal }),
      onProgress: (part) => call.onProgress?.(before + part * share),
    });
    for (const [row, from] of rows.entries()) {
      for (const [column, to] of columns.entries()) {
        // The block has rows × columns cells.
        matrix.seconds[from * matrix.size + to] = block.seconds[row * columns.length + column]!;
        matrix.metres[from * matrix.size + to] = block.metres[row * columns.length + column]!;
      }
    }
    // After each call, so that what was answered stays known when the next one fails.
    cache.write(key, places, matrix);
    done += share;
  }
  call.onProgress?.(1);
  return matrix;
}

/**
 * What to ask so that no cell stays unknown: one group where all is new; for one new place its row, and its
 * column from all others.
 */
function missingGroups({ size, seconds }: Matrix): Group[] {
  const groups = new Map<string, Group>();
  for (let row = 0; row < size; row++) {
    const columns: number[] = [];
    for (let column = 0; column < size; column++) {
      if (seconds[row * size + column] === unknownCell) columns.push(column);
    }
    if (columns.length === 0) continue;
    const key = columns.join();
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { rows: [row], columns });
  }
  const list = [...groups.values()].sort(
    (a, b) => b.rows.length * b.columns.length - a.rows.length * a.columns.length,
  );
  if (list.length <= mostGroups) return list;
  const rest = list.slice(mostGroups - 1);
  const merged = {
    rows: rest.flatMap(({ rows }) => rows),
    columns: [...new Set(rest.flatMap(({ columns }) => columns))],
  };
  return [...list.slice(0, mostGroups - 1), merged];
}

/** The matrix of the points from that of their places. */
function spread(known: Matrix, placeOf: readonly number[]): Matrix {
  const size = placeOf.length;
  if (size === known.size) return known;
  const seconds = new Int32Array(size * size);
  const metres = new Int32Array(size * size);
  for (const [from, fromPlace] of placeOf.entries()) {
    for (const [to, toPlace] of placeOf.entries()) {
      // Places are indices of the known matrix.
      seconds[from * size + to] = known.seconds[fromPlace * known.size + toPlace]!;
      metres[from * size + to] = known.metres[fromPlace * known.size + toPlace]!;
    }
  }
  return { size, seconds, metres };
}
