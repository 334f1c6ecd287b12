import type { Load } from '../load.ts';
import type { RunItem } from './run-event.ts';

/** A run as a revision tells it to its driver. Times are seconds since 1970. */
export interface DrivenRun {
  readonly revision: number;
  readonly vehicle: string;
  /** Null: nobody is named. */
  readonly driver: string | null;
  readonly capacity: { readonly kg: number; readonly crates: number | null; readonly parcels: number | null };
  readonly trips: readonly DrivenTrip[];
  readonly breaks: readonly DrivenBreak[];
}

export interface DrivenTrip {
  readonly start: number;
  readonly end: number;
  readonly stops: readonly DrivenStop[];
  /** Seconds and metres to each stop, and to the hub: one more than there are stops. */
  readonly legs: readonly { readonly seconds: number; readonly metres: number }[];
}

export interface DrivenStop {
  readonly place: string;
  readonly lat: number;
  readonly lon: number;
  readonly arrival: number;
  readonly start: number;
  readonly departure: number;
  /** At least one. */
  readonly items: readonly DrivenItem[];
}

/** What is to be handled of a request on one visit. */
export interface DrivenItem extends RunItem {
  readonly kind: 'pickup' | 'delivery';
  readonly product: string;
  readonly booked: Load;
  /** Service begins no earlier. */
  readonly readyFrom: number;
}

/** Before the stop at `position` of the trip, or its end. */
interface DrivenBreak {
  readonly trip: number;
  readonly position: number;
  readonly seconds: number;
}

/** The same visit has the same key, whatever revision it is in. */
export const keyOfItem = ({ request, visit }: RunItem): string =>
  visit === 1 ? request : `${request} ${visit}`;

/** A stop is named by the first of its visits. */
export const keyOfStop = ({ items }: { readonly items: readonly RunItem[] }): string => keyOfItem(items[0]!); // it has one
