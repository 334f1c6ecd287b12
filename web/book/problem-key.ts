import { NoSignal, Refused } from './api.ts';
import type { MessageKey } from './messages.ts';

const keys: Readonly<Record<string, MessageKey>> = {
  LINK_UNKNOWN: 'problem.link_used',
  LINK_EXPIRED: 'problem.link_expired',
  TOO_MANY_TRIES: 'problem.wait',
  BOOKING_CLOSED: 'problem.closed',
  PLACE_UNKNOWN: 'problem.place',
  PLACE_AMBIGUOUS: 'problem.place',
  OUTSIDE_REGION: 'problem.outside',
  VALUE_OUT_OF_RANGE: 'problem.time',
  WINDOW_EMPTY: 'problem.time',
  REQUEST_UNKNOWN: 'problem.gone',
};

/** In her words what went wrong and what to do; of codes that have none, that it did not work. */
export function problemKey(failure: unknown): MessageKey {
  if (failure instanceof NoSignal) return 'problem.no_signal';
  return (failure instanceof Refused && keys[failure.code]) || 'problem.other';
}

export const keyOfCode = (code: string): MessageKey => keys[code] ?? 'problem.other';
