/** A run as a driver is told of it. Times are seconds from any one instant. */
export interface ToldRun {
  readonly vehicle: string;
  /** Null: not said. */
  readonly driver: string | null;
  readonly start: number;
  readonly end: number;
  readonly trips: readonly (readonly ToldStop[])[];
}

interface ToldStop {
  /** Which requests, and how much of each: the same stop has the same key. */
  readonly key: string;
  readonly place: string;
  readonly arrival: number;
}

/** What is different in a run since its driver was told. */
export interface RunChanges {
  readonly vehicle: { readonly from: string; readonly to: string } | null;
  readonly driver: { readonly from: string | null; readonly to: string | null } | null;
  /** Places, in the order of the run as it is now; of `removed` as it was. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The fewest that must be moved to come from one order to the other; and those that go with another trip. */
  readonly moved: readonly string[];
  /** Seconds by which it leaves and is back later; negative: earlier. 0 where nobody would see it on a clock. */
  readonly start: number;
  readonly end: number;
  /** The largest change of an arrival among the stops that it had before, as `start`. */
  readonly arrival: number;
  readonly returns: number;
}

/** Times are told to the minute. */
const tellableSeconds = 60;

/** What of a run is not as it was told; null: nothing. */
export function changesOfRun(told: ToldRun, now: ToldRun): RunChanges | null {
  const before = told.trips.flat();
  const after = now.trips.flat();
  const keysBefore = before.map(({ key }) => key);
  const keysAfter = new Set(after.map(({ key }) => key));
  const common = after.filter(({ key }) => keysBefore.includes(key));
  const kept = new Set(longestRising(common.map(({ key }) => keysBefore.indexOf(key))));
  const arrivals = common.map(({ key, arrival }) => arrival - before[keysBefore.indexOf(key)]!.arrival); // it is there
  const tripsBefore = tripsOf(told);
  const tripsAfter = tripsOf(now);
  const returns = now.trips.length - told.trips.length;
  // Where trips came or went, that is said in their stead.
  const isMoved = (key: string): boolean =>
    !kept.has(keysBefore.indexOf(key)) || (returns === 0 && tripsBefore.get(key) !== tripsAfter.get(key));
  const changes: RunChanges = {
    vehicle: told.vehicle === now.vehicle ? null : { from: told.vehicle, to: now.vehicle },
    driver: told.driver === now.driver ? null : { from: told.driver, to: now.driver },
    added: after.filter(({ key }) => !keysBefore.includes(key)).map(({ place }) => place),
    removed: before.filter(({ key }) => !keysAfter.has(key)).map(({ place }) => place),
    moved: common.filter(({ key }) => isMoved(key)).map(({ place }) => place),
    start: tellable(now.start - told.start),
    end: tellable(now.end - told.end),
    arrival: tellable(arrivals.reduce((most, each) => (Math.abs(each) > Math.abs(most) ? each : most), 0)),
    returns,
  };
  return isNothing(changes) ? null : changes;
}

const tripsOf = ({ trips }: ToldRun): ReadonlyMap<string, number> =>
  new Map(trips.flatMap((stops, trip) => stops.map(({ key }) => [key, trip] as const)));

const tellable = (seconds: number): number => (Math.abs(seconds) < tellableSeconds ? 0 : seconds);

function isNothing({ vehicle, driver, added, removed, moved, start, end, arrival, returns }: RunChanges) {
  return (
    vehicle === null &&
    driver === null &&
    added.length + removed.length + moved.length === 0 &&
    start === 0 &&
    end === 0 &&
    arrival === 0 &&
    returns === 0
  );
}

/** The longest rising part of a list of different numbers, in its order. */
function longestRising(numbers: readonly number[]): number[] {
  let best: number[] = [];
  const endingAt: number[][] = [];
  for (const [index, number] of numbers.entries()) {
    const before = endingAt
      .slice(0, index)
      .filter((rising) => rising.at(-1)! < number) // none is empty
      .reduce<number[]>((longest, rising) => (rising.length > longest.length ? rising : longest), []);
    const rising = [...before, number];
    endingAt.push(rising);
    if (rising.length > best.length) best = rising;
  }
  return best;
}
