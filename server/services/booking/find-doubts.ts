import type { BookingDoubt } from '#server/contract/booking.ts';
import type { VehicleClass } from '#server/contract/basics.ts';
import type { Request } from '#server/contract/request.ts';
import { isStanding } from '#server/contract/request.ts';
import { RoutingError, type RoutingEngine } from '#server/routing/port.ts';
import type { AlikeBooking } from '#server/store/port.ts';
import { accessRank } from '../planning/places.ts';

interface DoubtsInput {
  readonly request: Request;
  /** What the member has booked of it lately, the latest first; without the one that this one replaces. */
  readonly before: readonly AlikeBooking[];
  /** Of the hub's fleet. */
  readonly classes: ReadonlySet<VehicleClass>;
  readonly engine: Pick<RoutingEngine, 'nearest'>;
  readonly snapLimitMetres: number;
  /** Whether it came in after the cut-off. */
  readonly isLate: boolean;
}

const fewestToCompare = 3;
const mostToCompare = 10;
/** A second booking of so nearly the same weight is likely the first one again. */
const sameWeight = 0.1;

/** What a person should look at before a booking is planned. */
export async function findDoubts(input: DoubtsInput): Promise<BookingDoubt[]> {
  return [
    ...(await roadDoubt(input)),
    ...weightDoubt(input),
    ...duplicateDoubt(input),
    ...(input.isLate ? [{ code: 'late' } as const] : []),
  ];
}

async function roadDoubt({
  request,
  classes,
  engine,
  snapLimitMetres,
}: DoubtsInput): Promise<BookingDoubt[]> {
  const allowed = [...classes].filter((each) => accessRank(each) <= accessRank(request.largest_vehicle));
  let nearest: number | null = null;
  try {
    for (const profile of allowed) {
      const [snap] = await engine.nearest([[request.lon, request.lat]], { profile });
      if (snap) nearest = Math.min(nearest ?? Infinity, snap.distanceMetres);
    }
  } catch (error) {
    // The booking stands; the desk is told that nobody has looked.
    if (error instanceof RoutingError) return [{ code: 'unchecked' }];
    throw error;
  }
  if (allowed.length === 0 || (nearest !== null && nearest <= snapLimitMetres)) return [];
  return [{ code: 'off_road', metres: nearest }];
}

/** Against the middle of what she has booked of the product, so that one odd day does not count. */
function weightDoubt({ request, before }: DoubtsInput): BookingDoubt[] {
  const weights = before
    .filter(({ state }) => state !== 'cancelled')
    .slice(0, mostToCompare)
    .map(({ kg }) => kg)
    .sort((a, b) => a - b);
  const usual = weights[Math.floor((weights.length - 1) / 2)];
  if (usual === undefined || weights.length < fewestToCompare || request.kg <= 2 * usual) return [];
  return [{ code: 'twice_usual', usual_kg: usual }];
}

function duplicateDoubt({ request, before }: DoubtsInput): BookingDoubt[] {
  const twin = before.find(
    (other) =>
      isStanding(other) &&
      other.date === request.date &&
      other.place === request.place &&
      Math.abs(other.kg - request.kg) <= sameWeight * Math.max(other.kg, request.kg),
  );
  return twin ? [{ code: 'duplicate', of: twin.id }] : [];
}
