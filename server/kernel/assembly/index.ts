/** The planner's innermost loops, compiled to WebAssembly: a plan's links and figures, ruin, and recreate. */
export * from './memory';
export { seedRandom } from './random';
export { leaveRun, noteRun } from './links';
export { refreshLoads } from './loads';
export { refreshRun } from './refresh-run';
export { beginJournal, keepRun, takeBack } from './journal';
export { idleVehicle, insert, remove, removeWithPartner, settle } from './plan';
export { countMissed, listAbsent, setCost, unlistAbsent } from './totals';
export { removeRuns } from './run-removal';
export { removeStrings } from './string-removal';
export { insertQueue, recreate } from './recreate';
