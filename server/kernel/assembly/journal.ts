import * as m from './memory';
import { f64At, i32At, setF64, setI32 } from './memory';
import { leaveRun, link } from './links';
import { refreshRun } from './refresh-run';
import { absentCount, absentCountAt, listAbsent, touchedCountAt } from './totals';

let iteration: i32 = 0;
let keptAbsentCount: i32 = 0;
let missedPriority: f64 = 0;
let missedRequests: f64 = 0;
let cost: f64 = 0;

/** From here on everything can be taken back. */
export function beginJournal(): void {
  iteration++;
  setI32(m.counts, touchedCountAt, 0);
  keptAbsentCount = absentCount();
  memory.copy(m.keptAbsent, m.absent, (<usize>keptAbsentCount) << 2);
  missedPriority = f64At(m.totals, 0);
  missedRequests = f64At(m.totals, 1);
  cost = f64At(m.totals, 2);
}

/** To be called before a run changes. Cheaper than copying the plan, since an iteration touches a handful of runs. */
export function keepRun(vehicle: i32): void {
  if (i32At(m.keptStamp, vehicle) === iteration) return;
  setI32(m.keptStamp, vehicle, iteration);
  const index = i32At(m.counts, touchedCountAt);
  let at = i32At(m.keptOffset, index);
  const end = m.endNode(vehicle);
  for (let node = m.startNode(vehicle); node !== end; node = i32At(m.next, node)) {
    setI32(m.keptNodes, at, node);
    setI32(m.keptSeconds, at, i32At(m.legSeconds, node));
    setI32(m.keptMetres, at, i32At(m.legMetres, node));
    at++;
  }
  setI32(m.keptStartsAt, index, i32At(m.startsAt, vehicle));
  setI32(m.touched, index, vehicle);
  setI32(m.keptOffset, index + 1, at);
  setI32(m.counts, touchedCountAt, index + 1);
}

/** Everything as it was when the journal began. */
export function takeBack(): void {
  const touchedCount = i32At(m.counts, touchedCountAt);
  for (let index = 0; index < touchedCount; index++) takeRunBack(index);
  setI32(m.counts, touchedCountAt, 0);
  setI32(m.counts, absentCountAt, 0);
  for (let index = 0; index < keptAbsentCount; index++) {
    const stop = i32At(m.keptAbsent, index);
    leaveRun(stop);
    listAbsent(stop);
  }
  setF64(m.totals, 0, missedPriority);
  setF64(m.totals, 1, missedRequests);
  setF64(m.totals, 2, cost);
}

function takeRunBack(index: i32): void {
  const vehicle = i32At(m.touched, index);
  setI32(m.startsAt, vehicle, i32At(m.keptStartsAt, index));
  if (m.hasExtras) forgetExtras(vehicle);
  const last = i32At(m.keptOffset, index + 1) - 1;
  for (let at = i32At(m.keptOffset, index); at <= last; at++) {
    const node = i32At(m.keptNodes, at);
    setI32(m.run, node, vehicle);
    link(node, at < last ? i32At(m.keptNodes, at + 1) : m.endNode(vehicle));
    setI32(m.legSeconds, node, i32At(m.keptSeconds, at));
    setI32(m.legMetres, node, i32At(m.keptMetres, at));
  }
  refreshRun(vehicle);
}

/** Returns to the hub and breaks may have come into the run since. */
function forgetExtras(vehicle: i32): void {
  for (let node = i32At(m.firstReload, vehicle); node < i32At(m.firstReload, vehicle + 1); node++)
    leaveRun(node);
  for (let node = i32At(m.firstBreak, vehicle); node < i32At(m.firstBreak, vehicle + 1); node++)
    leaveRun(node);
}
