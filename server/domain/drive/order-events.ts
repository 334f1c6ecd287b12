import type { RunEvent } from './run-event.ts';

/** An event with when it was, by the server's clock. */
export interface TimedEvent extends RunEvent {
  /** Ms since 1970: the phone's time, put right by what its clock was measured to be wrong. */
  readonly time: number;
  /** The clock says that it was before an event that it came after: `time` is that of the other. */
  readonly isTimeDoubtful: boolean;
}

/**
 * Puts the events of a run in the order in which they are applied, each once, whatever order they came in. A phone's own
 * events stay in the order in which they were tapped; those of several phones are merged by their times.
 */
export function orderEvents(events: readonly RunEvent[]): TimedEvent[] {
  const byPhone = new Map<string, RunEvent[]>();
  for (const event of new Map(events.map((each) => [each.id, each])).values()) {
    byPhone.set(event.phone, [...(byPhone.get(event.phone) ?? []), event]);
  }
  return [...byPhone.values()]
    .flatMap(timeOfPhone)
    .sort((a, b) => a.time - b.time || compare(a.phone, b.phone) || byOrder(a, b));
}

function timeOfPhone(events: readonly RunEvent[]): TimedEvent[] {
  const inOrder = [...events].sort(byOrder);
  let last = -Infinity;
  return inOrder.map((event, index) => {
    const offset = event.clock_offset_ms ?? nextOffset(inOrder, index);
    const corrected = event.at + offset;
    const isTimeDoubtful = corrected < last;
    last = Math.max(last, corrected);
    return { ...event, time: last, isTimeDoubtful };
  });
}

/** Of a tap before the clock was ever compared: what it was found to be later; 0: it never was. */
function nextOffset(events: readonly RunEvent[], from: number): number {
  return events.slice(from).find(({ clock_offset_ms: offset }) => offset !== null)?.clock_offset_ms ?? 0;
}

const byOrder = (a: RunEvent, b: RunEvent): number => a.order - b.order || compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
