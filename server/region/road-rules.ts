import type { OsmTags } from './pbf-writer.ts';
import type { SpeedProfile, VehicleLimit } from './speed-profile.ts';

/** How a vehicle class may use a road: freely, only to get to something on it, or not at all. */
type RoadAccess = 'yes' | 'destination' | 'no';

export interface RoadRules {
  /** km/h. */
  readonly speedKmh: number;
  readonly motorbike: RoadAccess;
  readonly light: RoadAccess;
  readonly heavy: RoadAccess;
}

const classes = ['motorbike', 'light', 'heavy'] as const;
type VehicleClass = (typeof classes)[number];

/** Tags that speak of a class, the most particular first (wiki.openstreetmap.org/wiki/Key:access). */
const accessKeys: Record<VehicleClass, readonly string[]> = {
  motorbike: ['motorcycle', 'moped', 'motor_vehicle', 'vehicle', 'access'],
  light: ['motorcar', 'goods', 'motor_vehicle', 'vehicle', 'access'],
  heavy: ['hgv', 'motor_vehicle', 'vehicle', 'access'],
};
/** How many of these are about the class itself: they lift what the profile says of a kind of road. */
const ownKeys: Record<VehicleClass, number> = { motorbike: 2, light: 2, heavy: 1 };
const rank: Record<VehicleLimit, number> = { none: 0, motorbike: 1, light: 2, heavy: 3 };

const openValues = new Set(['yes', 'designated', 'permissive', 'official', 'public', 'allowed', 'local']);
const destinationValues = new Set([
  'destination',
  'private',
  'customers',
  'delivery',
  'permit',
  'residents',
  'restricted',
]);
const closedValues = new Set(['no', 'forestry', 'emergency', 'psv', 'military', 'discouraged', 'unsuitable']);

/** What a road is worth and to whom it is open; null where it is none, or closed to every class. */
export function roadRules(tags: OsmTags, profile: SpeedProfile): RoadRules | null {
  const classSpeed = profile.highway[tags['highway'] ?? ''];
  if (classSpeed === undefined || tags['area'] === 'yes') return null;
  const access = vehicleAccess(tags, profile);
  if (classes.every((vehicle) => access[vehicle] === 'no')) return null;
  return { speedKmh: roadSpeed(tags, trackSpeed(tags, profile) ?? classSpeed, profile), ...access };
}

/** A track of a known grade has the speed of the grade instead of that of any track; a paved one is of the first. */
function trackSpeed(tags: OsmTags, profile: SpeedProfile): number | undefined {
  if (tags['highway'] !== 'track') return undefined;
  const isPaved = /^(paved|asphalt|concrete)/.test(tags['surface'] ?? '');
  return firstValue(profile.tracktype, tags['tracktype'] ?? (isPaved ? 'grade1' : undefined));
}

function roadSpeed(tags: OsmTags, classSpeed: number, profile: SpeedProfile): number {
  const limits = [
    firstValue(profile.surface, tags['surface']),
    firstValue(profile.smoothness, tags['smoothness']),
    firstValue(profile.tracktype, tags['tracktype']),
    speedLimit(tags),
  ];
  const speed = limits.reduce<number>((low, limit) => Math.min(low, limit ?? low), classSpeed);
  // The engine knows walking pace and speeds from 10 on.
  return speed < 7.5 ? 5 : Math.max(10, Math.round(speed));
}

/** A limit of both directions, in km/h; where they differ the lower one, since a road has one speed here. */
function speedLimit(tags: OsmTags): number | undefined {
  const limits = [tags['maxspeed'], tags['maxspeed:forward'], tags['maxspeed:backward']]
    .map(parseSpeed)
    .filter((limit) => limit !== undefined);
  return limits.length > 0 ? Math.min(...limits) : undefined;
}

function parseSpeed(text: string | undefined): number | undefined {
  if (text === 'walk') return 5;
  const match = /^(\d+(?:\.\d+)?)\s*(mph|km\/h|kmh|knots)?$/.exec(text ?? '');
  if (!match) return undefined;
  const value = Number(match[1]) * ({ mph: 1.609344, knots: 1.852 }[match[2] ?? ''] ?? 1);
  return value > 0 ? value : undefined;
}

function vehicleAccess(tags: OsmTags, profile: SpeedProfile): Record<VehicleClass, RoadAccess> {
  const usual = usualLimit(tags, profile);
  const access = { motorbike: 'no', light: 'no', heavy: 'no' } as Record<VehicleClass, RoadAccess>;
  for (const vehicle of classes) {
    const said = legalAccess(tags, vehicle, profile);
    if (said.access === 'no' || !fits(tags, vehicle, profile)) continue;
    // A path with motor_vehicle=yes is one that small vehicles take.
    const lifted = said.key === 'motor_vehicle' && usual === 'none' ? 'motorbike' : usual;
    if (rank[vehicle] > rank[lifted] && !said.isOwn) continue;
    access[vehicle] = said.access;
  }
  return access;
}

/** The largest vehicle that usually gets along such a road. */
function usualLimit(tags: OsmTags, profile: SpeedProfile): VehicleLimit {
  const { highway, tracktype, surface, smoothness } = profile.largest_vehicle;
  const limits = [
    highway[tags['highway'] ?? ''],
    firstValue(tracktype, tags['tracktype']),
    firstValue(surface, tags['surface']),
    firstValue(smoothness, tags['smoothness']),
  ];
  return limits.reduce<VehicleLimit>(
    (low, limit) => (limit && rank[limit] < rank[low] ? limit : low),
    'heavy',
  );
}

function legalAccess(
  tags: OsmTags,
  vehicle: VehicleClass,
  profile: SpeedProfile,
): { access: RoadAccess; key: string | null; isOwn: boolean } {
  for (const [i, key] of accessKeys[vehicle].entries()) {
    const access = accessValue(tags[key], profile);
    if (access) return { access, key, isOwn: i < ownKeys[vehicle] && access !== 'no' };
  }
  return { access: 'yes', key: null, isOwn: false };
}

function accessValue(text: string | undefined, profile: SpeedProfile): RoadAccess | null {
  if (text === undefined) return null;
  let found: RoadAccess | null = null;
  for (const value of text.split(';').map((part) => part.trim())) {
    if (openValues.has(value)) return 'yes';
    if (destinationValues.has(value)) found = 'destination';
    else if (value === 'agricultural') found ??= profile.agricultural_roads ? 'destination' : 'no';
    else if (closedValues.has(value)) found ??= 'no';
  }
  return found;
}

function fits(tags: OsmTags, vehicle: VehicleClass, profile: SpeedProfile): boolean {
  if (vehicle === 'motorbike') return true;
  const { weight_tonnes: weight, width_metres: width, height_metres: height } = profile.needs;
  return (
    allows(tags['maxweight'] ?? tags['maxweightrating'], weight[vehicle]) &&
    allows(tags['maxwidth'] ?? tags['width'], width[vehicle]) &&
    allows(tags['maxheight'], height[vehicle])
  );
}

/** A limit that cannot be read (feet and inches, "default") closes nothing. */
function allows(text: string | undefined, needed: number): boolean {
  const match = /^(\d+(?:[.,]\d+)?)\s*(t|m|kg)?$/.exec(text ?? '');
  if (!match) return true;
  const value = Number((match[1] ?? '').replace(',', '.'));
  return (match[2] === 'kg' ? value / 1000 : value) >= needed;
}

/** The table's value for a tag; of several values (`dirt;gravel`) the first that is listed. */
function firstValue<T>(table: Readonly<Record<string, T>>, text: string | undefined): T | undefined {
  if (text === undefined) return undefined;
  const known = text.split(';').find((value) => table[value.trim()] !== undefined);
  return known === undefined ? undefined : table[known.trim()];
}

/** Barriers that stand in the way of anything on four wheels unless tags say otherwise … */
const fourWheelBarriers = new Set(['bollard', 'block', 'planter', 'log', 'sump_buster']);
/** … and of everything with an engine. */
const closedBarriers = new Set([
  'cycle_barrier',
  'motorcycle_barrier',
  'kissing_gate',
  'stile',
  'turnstile',
  'full-height_turnstile',
  'horse_stile',
  'jersey_barrier',
  'debris',
  'wall',
  'fence',
  'rope',
]);

/** Which classes a node on the road stops; null where it lets all pass. A gate is taken to open. */
export function barrierRules(tags: OsmTags, profile: SpeedProfile): Record<VehicleClass, boolean> | null {
  const barrier = tags['barrier'] ?? '';
  if (barrier === '') return null;
  const open = { motorbike: true, light: true, heavy: true };
  for (const vehicle of classes) {
    const said = legalAccess(tags, vehicle, profile);
    const isShutByKind =
      closedBarriers.has(barrier) || (vehicle !== 'motorbike' && fourWheelBarriers.has(barrier));
    const isLegal = said.key === null ? !isShutByKind : said.access !== 'no';
    open[vehicle] = isLegal && fits(tags, vehicle, profile);
  }
  return open.motorbike && open.light && open.heavy ? null : open;
}
