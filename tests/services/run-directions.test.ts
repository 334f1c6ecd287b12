import { describe, expect, it } from 'vitest';
import type { PlanRun } from '#server/contract/plan.ts';
import type { RouteStep, RoutingEngine } from '#server/routing/port.ts';
import { directionsOf } from '#server/services/run-directions.ts';
import { sampleHub } from '../store/samples.ts';

const step = (type: string, distance: number, more: Partial<RouteStep> = {}): RouteStep => ({
  name: 'QL4D',
  mode: 'driving',
  duration: distance / 10,
  distance,
  maneuver: { type, modifier: 'straight', location: [103, 22] },
  ...more,
});

/** What a driver reads of a leg with these steps: the kind of each turn, and how far it is to the next. */
async function turnsOf(steps: readonly RouteStep[]) {
  const engine = { route: async () => [{ seconds: 60, metres: 600, steps }] } as unknown as RoutingEngine;
  // Nothing else of a run is looked at.
  const run = { profile: 'light', trips: [{ stops: [], legs: [] }] } as unknown as PlanRun;
  const kinds = (of: readonly RouteStep[]) => of.map(({ maneuver }) => maneuver.type);
  const [leg] = await directionsOf(run, { hub: sampleHub(), start: [103, 22] }, engine, kinds);
  return leg?.steps.map(({ text, metres }) => `${text} ${metres}`);
}

describe('directions of a run', () => {
  it('say the exit of a roundabout with the way in, and not once more', async () => {
    const steps = [
      step('depart', 100),
      step('roundabout', 20),
      step('exit roundabout', 480),
      step('rotary', 30),
      step('exit rotary', 70),
      step('arrive', 0),
    ];
    expect(await turnsOf(steps)).toEqual(['depart 100', 'roundabout 500', 'rotary 100', 'arrive 0']);
  });

  it('say the way out where the engine has no way in', async () => {
    const steps = [step('on ramp', 100), step('exit roundabout', 480), step('arrive', 0)];
    expect(await turnsOf(steps)).toEqual(['on ramp 100', 'exit roundabout 480', 'arrive 0']);
  });

  it('leave out going straight on along a road without a name, and no other new name', async () => {
    const steps = [
      step('turn', 100),
      step('new name', 26, { name: '' }),
      step('new name', 40),
      step('arrive', 0),
    ];
    expect(await turnsOf(steps)).toEqual(['turn 126', 'new name 40', 'arrive 0']);
  });
});
