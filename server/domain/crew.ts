/** From one local time (HH:MM) to another; not later: to the next day. */
interface Hours {
  readonly start: string;
  readonly end: string;
}

/** When a driver works, and what he may drive. */
export interface CrewDriver {
  readonly name: string;
  /** Vehicle classes. */
  readonly classes: readonly string[];
  /** A vehicle's id. */
  readonly usual_vehicle: string | null;
  /** From Monday, seven; null: off. */
  readonly week: readonly (Hours | null)[];
  /** Days (YYYY-MM-DD) that go otherwise. */
  readonly days: readonly { readonly date: string; readonly hours: Hours | null }[];
}

interface CrewVehicle {
  readonly id: string;
  readonly profile: string;
}

/** Who drives a vehicle on a day. */
export interface Crew {
  /** Null: nobody is named. */
  readonly driver: string | null;
  /** Of the driver. */
  readonly hours: Hours | null;
  /** It is somebody's usual vehicle, he is off, and nobody is free to take it. */
  readonly isWithoutDriver: boolean;
}

/** A driver's hours on a day (YYYY-MM-DD); null: off. */
export function hoursOn({ week, days }: Pick<CrewDriver, 'week' | 'days'>, date: string): Hours | null {
  const other = days.find((day) => day.date === date);
  return other ? other.hours : (week[weekdayOf(date)] ?? null);
}

/**
 * Who drives what on a day, by vehicle id. First everybody takes his usual vehicle; those who have none then take, in
 * their order, what is left without one and of a class they may drive. A vehicle that is nobody's usual one needs no
 * driver to be named: hired ones bring their own.
 */
export function crewsOn(
  vehicles: readonly CrewVehicle[],
  drivers: readonly CrewDriver[],
  date: string,
): Map<string, Crew> {
  const working = drivers.flatMap((driver) => {
    const hours = hoursOn(driver, date);
    return hours ? [{ driver, hours }] : [];
  });
  const crews = new Map<string, Crew>();
  const take = (vehicle: string, { driver, hours }: (typeof working)[number]) =>
    crews.set(vehicle, { driver: driver.name, hours, isWithoutDriver: false });
  const known = new Set(vehicles.map(({ id }) => id));
  const free: (typeof working)[number][] = [];
  for (const each of working) {
    const usual = each.driver.usual_vehicle;
    if (usual !== null && known.has(usual) && !crews.has(usual)) take(usual, each);
    else free.push(each);
  }
  const usual = new Set(drivers.map((driver) => driver.usual_vehicle));
  // Those that stand still without a driver come before those that need none to be named.
  const left = vehicles.filter(({ id }) => !crews.has(id));
  for (const vehicle of left.toSorted((a, b) => Number(usual.has(b.id)) - Number(usual.has(a.id)))) {
    const at = free.findIndex(({ driver }) => driver.classes.includes(vehicle.profile));
    const [other] = at < 0 ? [] : free.splice(at, 1);
    if (other) take(vehicle.id, other);
    else crews.set(vehicle.id, { driver: null, hours: null, isWithoutDriver: usual.has(vehicle.id) });
  }
  return crews;
}

/** Monday is 0. By the days of the civil calendar since 1970-01-01, a Thursday. */
export function weekdayOf(date: string): number {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const days =
    shifted * 365 +
    Math.floor(shifted / 4) -
    Math.floor(shifted / 100) +
    Math.floor(shifted / 400) +
    dayOfYear -
    719_468;
  return (((days + 3) % 7) + 7) % 7;
}
