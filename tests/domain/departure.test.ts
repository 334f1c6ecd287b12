import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestDeparture } from '#server/domain/departure.ts';
import type { RunInput } from '#server/domain/run.ts';
import type { TimeWindow } from '#server/domain/time-window.ts';
import { hub, rest, run, visit } from './run-events.ts';

const windowParts = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 }));
const windows = fc.array(windowParts, { minLength: 1, maxLength: 3 }).map((parts) => {
  let after = 0;
  return parts.map(([gap, length]) => {
    const start = after + gap;
    after = start + length + 1;
    return { start, end: start + length };
  });
});
const seconds = (most: number) => fc.integer({ min: 0, max: most });

const anyVisit = fc
  .record({ windows, legSeconds: seconds(12), serviceSeconds: seconds(6), setupSeconds: seconds(3) })
  .chain((base) =>
    fc
      .record({
        isSamePlace: fc.boolean(),
        pickup: fc.constantFrom([0], [1]),
        latestAtHub: fc.option(seconds(150), { nil: undefined, freq: 2 }),
      })
      .map(({ latestAtHub, ...more }) =>
        visit({ ...base, ...more, ...(latestAtHub !== undefined && { latestAtHub }) }),
      ),
  );
const anyBreak = fc.record({ windows, seconds: seconds(9) }).map((parts) => rest(parts));
const anyHub = fc
  .record({ receiving: windows, legSeconds: seconds(12), turnaroundSeconds: seconds(4) })
  .map((parts) => hub(parts));
const anyRun = fc
  .record({
    events: fc.array(fc.oneof({ arbitrary: anyVisit, weight: 3 }, anyBreak, anyHub), { maxLength: 6 }),
    shift: fc.tuple(seconds(15), seconds(120)),
    startsAt: fc.option(seconds(40), { nil: undefined, freq: 2 }),
    mostSeconds: seconds(30),
    receiving: fc.option(windows, { nil: undefined, freq: 2 }),
  })
  .map(({ events, shift: [start, length], startsAt, mostSeconds, receiving }) =>
    run(events, {
      shift: { start, end: start + length },
      overtime: { mostSeconds },
      ...(startsAt !== undefined && { startsAt }),
      end: { legSeconds: 5, ...(receiving && { receiving }) },
    }),
  );

test('is the earliest of the least time out among those that keep everything (against trying every second)', () => {
  let sound = 0;
  fc.assert(
    fc.property(anyRun, (input) => {
      const best = bestByTrying(input);
      if (best === null) return;
      sound++;
      expect(bestDeparture(input)).toBe(best);
    }),
    { numRuns: 4000 },
  );
  expect(sound).toBeGreaterThan(400);
});

/** Second by second, as docs/adr/0012 says, on its own. */
function bestByTrying(input: RunInput): number | null {
  const latestEnd = input.shift.end + (input.overtime?.mostSeconds ?? 0);
  let best: number | null = null;
  let bestOut = Infinity;
  for (let start = Math.max(input.shift.start, input.startsAt ?? 0); start <= latestEnd; start++) {
    const end = endByTrying(input, start);
    if (end === null || end > latestEnd || end - start >= bestOut) continue;
    best = start;
    bestOut = end - start;
  }
  return best;
}

function endByTrying({ events, end: last }: RunInput, departure: number): number | null {
  let clock = departure;
  let drivenBetweenBreaks = 0;
  let isLoaded = false;
  let wantedBy = Infinity;
  for (const event of [...events, last]) {
    if (event.kind === 'break') {
      const from = firstIn(event.windows, clock);
      if (from === null) return null;
      drivenBetweenBreaks += from - clock;
      clock = from + event.seconds;
      continue;
    }
    clock += Math.max(0, event.legSeconds - drivenBetweenBreaks);
    drivenBetweenBreaks = 0;
    const isVisit = event.kind === 'visit';
    if (!isVisit && clock > wantedBy) return null;
    const windows = isVisit ? event.windows : isLoaded ? event.receiving : undefined;
    const from = windows ? firstIn(windows, clock) : clock;
    if (from === null) return null;
    clock = from;
    if (isVisit) {
      clock += event.isSamePlace ? event.serviceSeconds : event.setupSeconds + event.serviceSeconds;
      isLoaded ||= event.pickup.some((amount) => amount > 0);
      wantedBy = Math.min(wantedBy, event.latestAtHub ?? Infinity);
    } else {
      if (event.kind === 'hub') clock += event.turnaroundSeconds;
      isLoaded = false;
      wantedBy = Infinity;
    }
  }
  return clock;
}

function firstIn(windows: readonly TimeWindow[], from: number): number | null {
  for (let second = from; second <= 400; second++) {
    if (windows.some(({ start, end }) => start <= second && second <= end)) return second;
  }
  return null;
}
