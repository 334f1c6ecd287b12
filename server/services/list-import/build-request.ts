import { Temporal } from 'temporal-polyfill';
import type { Product } from '#server/contract/hub.ts';
import type { Request, RequestDraft } from '#server/contract/request.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Gazetteer } from '#server/region/port.ts';
import { createPlaceFinder, nameOfPoint, type PlaceFinder } from './find-place.ts';
import { cleanText, foldText } from './fold-text.ts';
import type { RequestColumn } from './headings.ts';
import { parseCoordinates } from './parse-coordinates.ts';
import {
  createInstantFinder,
  readMoment,
  resolveMoment,
  type DateOrder,
  type InstantFinder,
  type WrittenTime,
} from './read-moment.ts';
import type { Cell } from './read-table.ts';

/** What a list of requests is read against. */
export interface RequestContext {
  /** The hub's local day, YYYY-MM-DD. */
  readonly date: string;
  readonly timezone: string;
  readonly currency: string;
  /** West, south, east, north of the region. */
  readonly bounds: readonly [number, number, number, number];
  readonly products: readonly Product[];
  readonly gazetteer: Gazetteer;
  readonly newId: () => string;
  /** Ids that requests of the day have already; a list may not bring them again. Absent: none. */
  readonly takenReferences?: ReadonlySet<string>;
  /** Where the parcels of a shop's orders are, where the shop's export does not say; a place as a list has it. */
  readonly shopPlace?: string | null;
}

/** What was written for one request, numbers read and text cleaned; null is absent. */
export interface RequestFields {
  readonly reference: string | null;
  readonly kind: Request['kind'];
  readonly place: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly product: string;
  readonly kg: number;
  readonly crates: number | null;
  readonly parcels: number | null;
  readonly ready_from: Cell;
  readonly ready_until: Cell;
  readonly harvested_at: Cell;
  readonly service_minutes: number | null;
  readonly largest_vehicle: Request['largest_vehicle'];
  readonly priority: number;
  readonly cooperative: string | null;
}

/** Tells what is wrong with a field. */
type Complain = (column: RequestColumn, code: string, message: string) => void;

/** What holds where a list or a booking says nothing. */
export const requestDefaults = {
  /** The hub's working day, local. */
  dayStart: { hour: 6, minute: 0, second: 0 },
  dayEnd: { hour: 18, minute: 0, second: 0 },
  kgPerCrate: 20,
  kgPerParcel: 5,
  serviceMinutes: 5,
  /** Degrees beyond the region's bounds in which a place is still taken (about 5 km). */
  boundsMargin: 0.05,
} as const;

const lastMinute: WrittenTime = { hour: 23, minute: 59, second: 0 };
const midnight: WrittenTime = { hour: 0, minute: 0, second: 0 };

/** How the time columns write their dates. */
export type DateOrders = Readonly<Record<'ready_from' | 'ready_until' | 'harvested_at', DateOrder | null>>;

/** What rows of one list share. */
export interface RequestTools {
  readonly findPlace: PlaceFinder;
  readonly instantOf: InstantFinder;
  readonly orders: DateOrders;
  readonly complain: Complain;
}

/** What all rows of a list look up, made once. */
export function createRequestTools(context: RequestContext): Pick<RequestTools, 'findPlace' | 'instantOf'> {
  return {
    findPlace: createPlaceFinder(context.gazetteer),
    instantOf: createInstantFinder(context.timezone),
  };
}

/** Turns fields into a request, or says what is wrong with them and gives null. */
export function buildRequest(
  fields: RequestFields,
  context: RequestContext,
  tools: RequestTools,
): Request | null {
  const place = locate(fields, context, tools);
  const times = readTimes(fields, context, tools);
  if (place === null || times === null) return null;
  const product = findProduct(fields.product, context.products);
  const id = context.newId();
  return {
    id,
    reference: fields.reference ?? id,
    kind: fields.kind,
    state: 'booked',
    date: context.date,
    place: place.name,
    lat: place.lat,
    lon: place.lon,
    product: product?.name ?? fields.product,
    kg: fields.kg,
    crates: fields.crates ?? unitsFor(fields.kg, product?.kg_per_crate ?? requestDefaults.kgPerCrate),
    crates_derived: fields.crates === null,
    parcels: fields.parcels ?? unitsFor(fields.kg, product?.kg_per_parcel ?? requestDefaults.kgPerParcel),
    parcels_derived: fields.parcels === null,
    ...times,
    service_minutes: fields.service_minutes ?? requestDefaults.serviceMinutes,
    largest_vehicle: fields.largest_vehicle,
    priority: fields.priority,
    cooperative: fields.cooperative,
  };
}

/** Books one request as a list would; times must be HH:MM or ISO here. Throws UserError with the first thing that is wrong. */
export function requestFromDraft(draft: RequestDraft, context: RequestContext): Request {
  const request = buildRequest(
    {
      reference: cleanText(draft.reference ?? '') || null,
      kind: draft.kind,
      place: cleanText(draft.place ?? '') || null,
      lat: draft.lat ?? null,
      lon: draft.lon ?? null,
      product: cleanText(draft.product),
      kg: draft.kg,
      crates: draft.crates ?? null,
      parcels: draft.parcels ?? null,
      ready_from: draft.ready_from ?? '',
      ready_until: draft.ready_until ?? '',
      harvested_at: draft.harvested_at ?? '',
      service_minutes: draft.service_minutes ?? null,
      largest_vehicle: draft.largest_vehicle,
      priority: draft.priority,
      cooperative: cleanText(draft.cooperative ?? '') || null,
    },
    { ...context, date: draft.date },
    {
      ...createRequestTools(context),
      orders: { ready_from: null, ready_until: null, harvested_at: null },
      complain: (_column, code, message) => {
        throw new UserError(code, message);
      },
    },
  );
  if (request === null) throw new Error('a request was refused without a reason');
  return request;
}

/** The hub's product of this name in whichever language, or undefined; its own name comes first. */
export function findProduct(name: string, products: readonly Product[]): Product | undefined {
  const folded = foldText(name);
  const isCalled = (called: string) => foldText(called) === folded;
  return (
    products.find((product) => isCalled(product.name) || product.id === name) ??
    products.find(({ names }) => Object.values(names).some(isCalled))
  );
}

/** kg ÷ kg per unit, rounded up; a rounding error of the division makes no unit more. */
function unitsFor(kg: number, kgPerUnit: number): number {
  return Math.ceil(kg / kgPerUnit - 1e-9);
}

function locate(
  fields: RequestFields,
  context: RequestContext,
  { findPlace, complain }: RequestTools,
): { name: string; lat: number; lon: number } | null {
  const { place, lat, lon } = fields;
  if ((lat === null) !== (lon === null)) {
    const missing = lat === null ? 'lat' : 'lon';
    complain(missing, 'VALUE_MISSING', `${missing} is missing; a point needs both lat and lon.`);
    return null;
  }
  if (lat !== null && lon !== null)
    return inRegion({ name: nameOfGiven(place, lat, lon), lat, lon }, 'lat', context, complain);
  if (place === null) {
    complain('place', 'VALUE_MISSING', 'The place is missing, and so are lat and lon.');
    return null;
  }
  const found = findPlace(place);
  if (!('code' in found)) return inRegion(found, 'place', context, complain);
  complain('place', found.code, found.message);
  return null;
}

/** A place cell that is itself coordinates is no name. */
function nameOfGiven(place: string | null, lat: number, lon: number): string {
  return place === null || parseCoordinates(place) !== null ? nameOfPoint({ lat, lon }) : place;
}

function inRegion<P extends { name: string; lat: number; lon: number }>(
  place: P,
  column: 'place' | 'lat',
  { bounds }: RequestContext,
  complain: Complain,
): P | null {
  if (isWithin(bounds, place.lat, place.lon)) return place;
  const swapped = isWithin(bounds, place.lon, place.lat) ? ' Latitude and longitude look swapped.' : '';
  complain(
    column,
    'OUTSIDE_REGION',
    `${nameOfPoint(place)} lies outside the region (latitude ${bounds[1]} to ${bounds[3]}, longitude ${bounds[0]} to ${bounds[2]}).${swapped}`,
  );
  return null;
}

function isWithin([west, south, east, north]: RequestContext['bounds'], lat: number, lon: number): boolean {
  const margin = requestDefaults.boundsMargin;
  return lat >= south - margin && lat <= north + margin && lon >= west - margin && lon <= east + margin;
}

function readTimes(
  fields: RequestFields,
  context: RequestContext,
  { instantOf, orders, complain }: RequestTools,
): Pick<Request, 'ready_from' | 'ready_until' | 'harvested_at'> | null {
  const { dayStart, dayEnd } = requestDefaults;
  const read = (column: keyof DateOrders, timeOfDate: WrittenTime) =>
    readInstant(
      fields[column],
      { date: context.date, instantOf, order: orders[column], timeOfDate },
      (message) => complain(column, 'TIME_UNCLEAR', message),
    );
  const from = read('ready_from', dayStart);
  const until = read('ready_until', dayEnd);
  const harvested = read('harvested_at', midnight);
  if (from === undefined || until === undefined || harvested === undefined) return null;

  const day = Temporal.PlainDate.from(context.date);
  const at = (time: WrittenTime) => instantOf(day, time);
  const readyFrom = from ?? openingOf(until, at);
  const readyUntil = until ?? (readyFrom <= at(dayEnd) ? at(dayEnd) : at(lastMinute));
  const problem = windowProblem(readyFrom, readyUntil, harvested, at, context.date);
  if (problem === null) return { ready_from: readyFrom, ready_until: readyUntil, harvested_at: harvested };
  complain(...problem);
  return null;
}

/** Opening of a window of which only the end is given: the working day's start, or midnight before an earlier end. */
function openingOf(until: string | null, at: (time: WrittenTime) => string): string {
  const start = at(requestDefaults.dayStart);
  if (until === null || until >= start) return start;
  return until >= at(midnight) ? at(midnight) : until;
}

/** Instants are UTC in one form, so that they compare as text. */
function windowProblem(
  from: string,
  until: string,
  harvested: string | null,
  at: (time: WrittenTime) => string,
  date: string,
): Parameters<Complain> | null {
  if (until < from) return ['ready_until', 'WINDOW_EMPTY', 'ready_until is before ready_from.'];
  const isOnDay = until >= at(midnight) && from < at({ hour: 24, minute: 0, second: 0 });
  if (!isOnDay) return ['ready_from', 'VALUE_OUT_OF_RANGE', `The time window is not on ${date}.`];
  if (harvested !== null && harvested > until)
    return ['harvested_at', 'VALUE_OUT_OF_RANGE', 'harvested_at is after ready_until.'];
  return null;
}

/** undefined where the cell was complained about, null where it is empty. */
function readInstant(
  cell: Cell,
  context: Parameters<typeof resolveMoment>[1],
  complain: (message: string) => void,
): string | null | undefined {
  if (cell === '') return null;
  const moment = readMoment(cell);
  const needsOrder =
    moment?.date?.kind === 'open' && context.order === null && moment.date.first !== moment.date.second;
  const instant = moment === null || needsOrder ? null : resolveMoment(moment, context);
  if (instant !== null) return instant;
  complain(
    needsOrder
      ? `“${cell}” has day and month in an unknown order; write YYYY-MM-DD.`
      : `“${cell}” is no time of day or date.`,
  );
  return undefined;
}
