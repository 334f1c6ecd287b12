import type { FeatureSwitch } from './feature-switch.ts';
import { switchesOfCosts, switchesOfLimits } from './costs-and-limits.ts';
import { switchesOfAims, switchesOfHubs, switchesOfPrices, switchesOfSplitting } from './hubs-and-aims.ts';
import { switchesOfLoads, switchesOfTimes } from './loads-and-times.ts';
import { switchesOfWhoMayCome } from './who-may-come.ts';

/** Every feature of the planner's model, in the order of docs/planner-features.md. */
export const featureSwitches: readonly FeatureSwitch[] = [
  ...switchesOfLoads,
  ...switchesOfTimes,
  ...switchesOfWhoMayCome,
  ...switchesOfCosts,
  ...switchesOfLimits,
  ...switchesOfHubs,
  ...switchesOfSplitting,
  ...switchesOfAims,
  ...switchesOfPrices,
];
