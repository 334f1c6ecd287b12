import { isNothing } from '../load.ts';
import type { TimeWindow } from '../time-window.ts';
import type { DayStop, DayVehicle, DeskDay } from './desk-day.ts';

/** Stops of a run in order, with null for the hub between two trips. */
export type StopSequence = readonly (DayStop | null)[];

/** A sequence as arrays, one step per stop, hub between two trips, and end; written over by the next `lay`. */
export class RunSteps {
  length = 0;
  /** Stops that the vehicle may not or cannot come to, the end among them. */
  shutStops = 0;
  hasCaps = false;
  readonly places: number[] = [];
  /** Of the way to the step; 0 where there is none. */
  readonly legSeconds: number[] = [];
  readonly legMetres: number[] = [];
  /** At the step: setup and service, turnaround, nothing at the end. */
  readonly seconds: number[] = [];
  /** In which it may begin; null: at any time. */
  readonly windows: (readonly TimeWindow[] | null)[] = [];
  /** Latest arrival at the end of its trip; Infinity: no limit. */
  readonly caps: number[] = [];
  readonly endsTrip: boolean[] = [];

  lay(sequence: StopSequence, vehicle: DayVehicle, day: DeskDay): void {
    const { size, seconds, metres } = day.tables[vehicle.table]!; // a day has its vehicles' tables
    let at = vehicle.startPlace;
    let hasPickups = false;
    this.length = sequence.length + 1;
    this.shutStops = 0;
    this.hasCaps = false;
    for (let step = 0; step <= sequence.length; step++) {
      const isEnd = step === sequence.length;
      const stop = isEnd ? null : sequence[step]!;
      const place = stop ? stop.place : isEnd ? vehicle.endPlace : day.hubPlace;
      const cell = at * size + place;
      const isShut = at < 0 || place < 0 || seconds[cell]! < 0;
      this.shutStops += Number(isShut) + Number(stop !== null && vehicle.access > stop.largestAccess);
      this.places[step] = place;
      this.legSeconds[step] = isShut ? 0 : seconds[cell]!;
      this.legMetres[step] = isShut ? 0 : metres[cell]!;
      this.endsTrip[step] = stop === null;
      this.caps[step] = Infinity;
      if (stop) {
        const isPickup = !isNothing(stop.pickup);
        hasPickups ||= isPickup;
        this.seconds[step] = (place === at ? 0 : stop.setupSeconds) + stop.serviceSeconds;
        this.windows[step] = stop.windows;
        if (isPickup && stop.latestAtHub !== undefined) {
          this.caps[step] = stop.latestAtHub;
          this.hasCaps = true;
        }
      } else {
        this.seconds[step] = isEnd ? 0 : day.turnaroundSeconds;
        this.windows[step] = (hasPickups && day.receiving) || null;
        hasPickups = false;
      }
      at = place;
    }
  }
}
