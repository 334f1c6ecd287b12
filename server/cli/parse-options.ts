import { InvalidArgumentError } from 'commander';

/** Seconds of a search. */
export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 86_400)) throw new InvalidArgumentError('Give seconds, more than 0.');
  return seconds;
}

/** Threads of a search. */
export function parseThreads(text: string): number {
  const threads = Number(text);
  if (Number.isInteger(threads) && threads >= 1 && threads <= 64) return threads;
  throw new InvalidArgumentError('Give a whole number from 1 to 64.');
}

/** A whole number from 1 on. */
export function parseCount(text: string): number {
  const count = parseWhole(text);
  if (count < 1) throw new InvalidArgumentError('Give a whole number from 1 on.');
  return count;
}

/** A whole number from 0 on. */
export function parseWhole(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError('Give a whole number.');
  return number;
}
