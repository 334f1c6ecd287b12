import type { Profile } from '../port.ts';

/** A road counts as connected when this many junctions can be reached from it and reach it. */
export const connectedNodes = 100;

/** Metres around a point in which a road is looked for. */
export const defaultSearchMetres = 35_000;

/**
 * A place near an unconnected piece of road is put on a connected one if that is no farther than this (metres).
 * Beyond, the near piece is the honest answer, and the matrix then says that nothing leads there.
 */
export const islandDetourMetres = 1_000;

type CostingName = 'motorcycle' | 'auto' | 'truck';

export interface Costing {
  readonly name: CostingName;
  readonly options: Readonly<Record<string, number | boolean | readonly string[]>>;
}

/**
 * Seconds come from the speeds in the tiles plus turning at junctions, gates, toll booths and ferries. What
 * remains are preferences, which would make the path slower than need be: each is set to its neutral value
 * (0.5 for a `use_…`, where 1 would favour tracks and 0 shun them). The exception is land that is open to
 * its visitors only: ten minutes' detour are taken before crossing it. (With an hour, paths
 * and tables disagreed.)
 */
const neutral = {
  use_tracks: 0.5,
  use_living_streets: 0.5,
  use_highways: 0.5,
  use_ferry: 0.5,
  maneuver_penalty: 0,
  service_penalty: 0,
  service_factor: 1,
  alley_penalty: 0,
  gate_cost: 30,
  gate_penalty: 0,
  country_crossing_cost: 0,
  country_crossing_penalty: 0,
  toll_booth_cost: 15,
  toll_booth_penalty: 0,
  ferry_cost: 300,
  private_access_penalty: 450,
  destination_only_penalty: 600,
  disable_hierarchy_pruning: true,
  shortest: false,
  speed_types: [],
} as const;

/** Tonnes and metres of the largest vehicle each class stands for (laden). */
export const costings: Readonly<Record<Profile, Costing>> = {
  motorbike: { name: 'motorcycle', options: { ...neutral, use_trails: 0.5, top_speed: 140 } },
  // A 1.25 t or 2.5 t truck: its height and width are asked of tunnels and gates, its weight of no bridge.
  light: { name: 'auto', options: { ...neutral, use_distance: 0, height: 2.6, width: 1.9, top_speed: 140 } },
  // A two-axle 5 t truck.
  heavy: {
    name: 'truck',
    options: {
      ...neutral,
      low_class_penalty: 0,
      weight: 9,
      axle_load: 6,
      height: 3.3,
      width: 2.4,
      length: 8,
      axle_count: 2,
      hazmat: false,
      top_speed: 140,
    },
  },
};
