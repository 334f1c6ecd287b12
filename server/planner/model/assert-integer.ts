import type { TimeWindow } from './problem.ts';

/** Seconds, metres and loads above this would leave the integer arithmetic of the search. */
export const largest = 2 ** 30;

/** Money above this would not stay exact in domain/cost. */
export const mostMoney = 2 ** 33;

/** Throws a RangeError that names the field where a value is not whole and within the bounds, both included. */
export function assertInteger(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${name}: ${value} is not a whole number from ${least} to ${most}`);
  }
}

/** The same for a field that may be absent. */
export function assertOptional(name: string, value: number | undefined, least: number, most: number): void {
  if (value !== undefined) assertInteger(name, value, least, most);
}

/** Distinct whole numbers from 0 to `most`. */
export function assertIndices(name: string, values: readonly number[], most: number): void {
  for (const value of values) assertInteger(name, value, 0, most);
  if (new Set(values).size < values.length) throw new RangeError(`${name}: names one twice`);
}

/** Sorted, disjoint, at least one. */
export function assertWindows(name: string, windows: readonly TimeWindow[]): void {
  if (windows.length === 0) throw new RangeError(`${name}: none`);
  let after = -largest;
  for (const window of windows) {
    assertInteger(name, window.start, after, largest);
    assertInteger(name, window.end, window.start, largest);
    after = window.end + 1;
  }
}

/** One amount per dimension. */
export function assertAmounts(
  name: string,
  amounts: readonly number[],
  dimensions: number,
  most: number = largest,
): void {
  if (amounts.length !== dimensions) {
    throw new RangeError(`${name}: ${amounts.length} amounts where there are ${dimensions} dimensions`);
  }
  for (const [dimension, amount] of amounts.entries()) {
    assertInteger(`${name}[${dimension}]`, amount, 0, most);
  }
}
