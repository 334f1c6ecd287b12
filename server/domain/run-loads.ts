import { addAmounts, peakOfAmounts, subtractAmounts, sumAmounts, UNLIMITED, type Amounts } from './load.ts';
import type { RunInput, RunViolation, RunVisit } from './run.ts';

interface RunLoads {
  /** Per event: on board when it is over; at the hub: what the next trip begins with. */
  readonly loadAfter: readonly Amounts[];
  /** Per trip. */
  readonly loadAtStart: readonly Amounts[];
  readonly loadPeak: readonly Amounts[];
  readonly violations: readonly RunViolation[];
}

/** What is on board of one trip while it is walked through. */
interface Trip {
  readonly trip: number;
  readonly atStart: Amounts;
  load: Amounts;
  peak: Amounts;
  /** Shipments on board. */
  readonly shipments: Map<number, number>;
  /** Per dimension, the event at which the peak was first reached; null for its start. */
  readonly peakAt: (number | null)[];
}

/**
 * Loads per trip: its deliveries from its beginning, its pickups until its end, shipments in between. At most one
 * capacity violation per trip and dimension, at the visit where the load is first at its largest.
 */
export function loadsOfRun(input: RunInput): RunLoads {
  const { events, capacity } = input;
  const loadAfter: Amounts[] = [];
  const violations: RunViolation[] = [];
  const trips = [beginTrip(input, 0, 0)];
  for (const [index, event] of events.entries()) {
    let trip = trips.at(-1)!; // there is always one
    if (event.kind === 'visit') violations.push(...visit(trip, event, index));
    else if (event.kind === 'break') {
      const over = overloads(trip.load, event.mostLoad ?? []);
      violations.push(
        ...over.map((each) => ({ ...each, kind: 'break_load' as const, event: index, trip: trip.trip })),
      );
    } else {
      violations.push(...endTrip(trip, capacity));
      trip = beginTrip(input, index + 1, trips.length);
      trips.push(trip);
    }
    loadAfter.push(trip.load);
  }
  violations.push(...endTrip(trips.at(-1)!, capacity));
  return {
    loadAfter,
    loadAtStart: trips.map(({ atStart }) => atStart),
    loadPeak: trips.map(({ peak }) => peak),
    violations,
  };
}

function beginTrip({ events, capacity }: RunInput, from: number, trip: number): Trip {
  const deliveries: Amounts[] = [];
  for (let index = from; index < events.length; index++) {
    const event = events[index]!;
    if (event.kind === 'hub') break;
    if (event.kind === 'visit') deliveries.push(event.delivery);
  }
  const atStart = sumAmounts(deliveries, capacity.length);
  const peakAt = capacity.map(() => null);
  return { trip, atStart, load: atStart, peak: atStart, shipments: new Map(), peakAt };
}

function visit(trip: Trip, event: RunVisit, index: number): RunViolation[] {
  const violations: RunViolation[] = [];
  trip.load = addAmounts(subtractAmounts(trip.load, event.delivery), event.pickup);
  const { shipmentEnd } = event;
  if (shipmentEnd?.isFrom) {
    trip.load = addAmounts(trip.load, shipmentEnd.amounts);
    trip.shipments.set(shipmentEnd.shipment, index);
  } else if (shipmentEnd) {
    if (trip.shipments.delete(shipmentEnd.shipment))
      trip.load = subtractAmounts(trip.load, shipmentEnd.amounts);
    else violations.push(brokenShipment(trip, index));
  }
  for (const [dimension, amount] of trip.load.entries()) {
    if (amount > trip.peak[dimension]!) trip.peakAt[dimension] = index;
  }
  trip.peak = peakOfAmounts(trip.peak, trip.load);
  return violations;
}

/** Shipments that are still on board go nowhere. */
function endTrip(trip: Trip, capacity: Amounts): RunViolation[] {
  const left = [...trip.shipments.values()].map((from) => brokenShipment(trip, from));
  const over = overloads(trip.peak, capacity).map((each): RunViolation => ({
    ...each,
    kind: 'capacity',
    event: trip.peakAt[each.dimension] ?? null,
    trip: trip.trip,
  }));
  return [...left, ...over];
}

function brokenShipment({ trip }: Trip, event: number): RunViolation {
  return { kind: 'shipment', amount: 1, unit: 'stops', dimension: null, event, trip };
}

/** By how much a load is above a limit, where it is. */
function overloads(load: Amounts, most: Amounts) {
  return most.flatMap((limit, dimension) => {
    const amount = (load[dimension] ?? 0) - limit;
    return limit < UNLIMITED && amount > 0 ? [{ amount, unit: 'load' as const, dimension }] : [];
  });
}
