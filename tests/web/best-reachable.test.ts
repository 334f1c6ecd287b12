import { describe, expect, it } from 'vitest';
import type { MovePrice } from '#server/domain/desk/price-move.ts';
import { bestReachable } from '#web/dispatch/desk/cost-change.tsx';

const withRoad = [true, false, false, true, false, true, true];

const places = withRoad.map((hasRoad, index): MovePrice => ({
  to: { run: index + 1, trip: 0, position: 0 },
  costChange: index,
  metresChange: 0,
  finish: 0,
  finishChange: null,
  newViolations: hasRoad
    ? []
    : [{ kind: 'unreachable', unit: 'visits', stop: 's', amount: 1, run: index + 1 }],
}));

const runsOf = (best: readonly MovePrice[]) => best.map(({ to }) => to.run);

describe('the best places that a road leads to', () => {
  it('are three, though some among the very best have no road', () => {
    const best = bestReachable({ bestPlaces: (_, { count = 3 } = {}) => places.slice(0, count) }, ['s']);
    expect(runsOf(best)).toEqual([1, 4, 6]);
  });

  it('are fewer where no more are there', () => {
    const few = places.slice(0, 4);
    const best = bestReachable({ bestPlaces: (_, { count = 3 } = {}) => few.slice(0, count) }, ['s']);
    expect(runsOf(best)).toEqual([1, 4]);
  });
});
