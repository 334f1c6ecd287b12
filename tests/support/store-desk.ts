import { randomUUID } from 'node:crypto';
import type { PlanDocument } from '#server/contract/plan.ts';
import { openDesk, type Desk } from '#server/services/desk/desk.ts';
import { Solves } from '#server/services/planning/solves.ts';
import type { Store } from '#server/store/port.ts';
import { samplePlan } from '../store/samples.ts';
import { flatRoads } from './flat-roads.ts';

/** A desk over a store, on flat roads, where nothing is solved; what fails is thrown. */
export function deskOnStore(store: Store): Desk {
  const roads = flatRoads(undefined as never, '2026-03-01T10:00:00Z');
  const onFailure = (error: unknown): never => {
    throw error;
  };
  return openDesk({
    store,
    solves: new Solves({ store, newId: randomUUID, onFailure }),
    toolsOf: () => roads,
    snapLimitMetres: 1000,
    newId: randomUUID,
    newSeed: () => 1,
    onFailure,
  });
}

interface WantedRun {
  readonly vehicle: string;
  /** Each request is a stop. */
  readonly trips: readonly (readonly string[])[];
}

/** The sample plan's first run over and over, with other stops. */
export function planWith(runs: readonly WantedRun[], unassigned: readonly string[] = []): PlanDocument {
  const plan = samplePlan();
  const sample = plan.runs[0]!; // it has runs
  const trip = sample.trips[0]!;
  const { parts: _, ...stop } = trip.stops[0]!;
  return {
    ...plan,
    unassigned: unassigned.map((request) => ({ request, code: 'NOT_YET_PLACED', reason: '' })),
    runs: runs.map(({ vehicle, trips }) => ({
      ...sample,
      vehicle,
      trips: trips.map((requests) => ({
        ...trip,
        stops: requests.map((request) => ({ ...stop, requests: [request] })),
        legs: Array.from({ length: requests.length + 1 }, () => trip.legs[0]!),
      })),
    })),
  };
}
