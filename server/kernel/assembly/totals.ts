import * as m from './memory';
import { f64At, i32At, setF64, setI32 } from './memory';

/** What stands where in `totals` and `counts`. */
export const missedPriorityAt: i32 = 0;
export const missedRequestsAt: i32 = 1;
export const costAt: i32 = 2;
export const absentCountAt: i32 = 0;
export const touchedCountAt: i32 = 1;

export function absentCount(): i32 {
  return i32At(m.counts, absentCountAt);
}

export function addToTotal(at: i32, more: f64): void {
  setF64(m.totals, at, f64At(m.totals, at) + more);
}

/** Notes what a run, brought up to date, costs now. */
export function setCost(vehicle: i32, cost: f64, hadStops: bool): void {
  const hasStops = i32At(m.size, vehicle) > 0;
  if (hadStops !== hasStops) {
    const type = i32At(m.typeOf, vehicle);
    setI32(m.usedOfType, type, i32At(m.usedOfType, type) + (hasStops ? 1 : -1));
  }
  addToTotal(costAt, cost - f64At(m.runCost, vehicle));
  setF64(m.runCost, vehicle, cost);
}

export function countMissed(stop: i32, times: f64): void {
  addToTotal(missedPriorityAt, times * f64At(m.priority, stop));
  addToTotal(missedRequestsAt, times * f64At(m.requests, stop));
  addToTotal(costAt, times * f64At(m.leaveOutCost, stop));
}

export function listAbsent(stop: i32): void {
  const count = absentCount();
  setI32(m.absentAt, stop, count);
  setI32(m.absent, count, stop);
  setI32(m.counts, absentCountAt, count + 1);
}

/** Counts a stop as served. */
export function unlistAbsent(stop: i32): void {
  const at = i32At(m.absentAt, stop);
  const count = absentCount() - 1;
  const last = i32At(m.absent, count);
  setI32(m.counts, absentCountAt, count);
  setI32(m.absent, at, last);
  setI32(m.absentAt, last, at);
  countMissed(stop, -1);
}
