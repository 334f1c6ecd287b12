import { connectedNodes, defaultSearchMetres } from './costing.ts';

/** Anything as long as it is far more than a region holds: Valhalla refuses above, and we want no refusals. */
const maxPathMetres = 20_000_000;
const maxLocations = 5_000;
const maxPairs = 10_000_000;

/**
 * How far a table looks. Valhalla turns this "distance" into seconds of cost and gives up beyond them: its stock
 * 400 km (200 km for motorcycles) are about ten hours (five), and cost is more than time where a surface is rough,
 * so that a truck's leg of eight hours on gravel is missing from its tables while the path exists. 2,700 km are
 * over 60 hours of cost.
 */
const tableReachMetres = 2_700_000;

const vehicleLimits = {
  max_distance: maxPathMetres,
  max_locations: maxLocations,
  max_matrix_distance: tableReachMetres,
  max_matrix_location_pairs: maxPairs,
};

const silent = { type: '', long_request: 1e9 };
const unusedService = { proxy: '' };
const upTransitions = { '1': 400, '2': 100 };

/** Labels (bytes × 70 or so) that an algorithm keeps allocated between calls: enough for a county. */
const keptLabels = 500_000;

const thor = {
  // One Dijkstra per source; the default (costmatrix) takes time that grows faster than the square.
  source_to_target_algorithm: 'timedistancematrix',
  logging: silent,
  service: unusedService,
  max_reserved_labels_count_astar: keptLabels,
  max_reserved_labels_count_bidir_astar: keptLabels,
  max_reserved_labels_count_dijkstras: keptLabels,
  max_reserved_labels_count_bidir_dijkstras: keptLabels,
  clear_reserved_memory: false,
  extended_search: false,
  costmatrix: { hierarchy_limits: { max_up_transitions: upTransitions } },
  bidirectional_astar: {
    // A path is sought from both ends, and where they first meet is not the best one if a penalty lies beyond.
    // With the stock 420 one path in 400 came out minutes longer than the table's; none of 3,000 with this.
    threshold_delta: 2_500,
    hierarchy_limits: {
      max_up_transitions: upTransitions,
      expand_within_distance: { '0': 1e8, '1': 20_000, '2': 5_000 },
    },
  },
  unidirectional_astar: {
    hierarchy_limits: {
      max_up_transitions: upTransitions,
      expand_within_distance: { '0': 1e8, '1': 100_000, '2': 5_000 },
    },
  },
};

/** Read at start by Valhalla even where the action is not offered. */
const unusedLimits = {
  pedestrian: { ...vehicleLimits, min_transit_walking_distance: 1, max_transit_walking_distance: 1 },
  skadi: { max_shape: 1, min_resample: 10 },
  isochrone: {
    max_contours: 1,
    max_time_contour: 1,
    max_distance: 1,
    max_locations: 1,
    max_distance_contour: 1,
  },
  trace: {
    max_distance: 1,
    max_gps_accuracy: 1,
    max_search_radius: 1,
    max_shape: 1,
    max_alternates: 0,
    max_alternates_shape: 1,
  },
  status: { allow_verbose: false },
};

const unusedMeili = {
  mode: 'auto',
  customizable: [],
  verbose: false,
  default: {
    sigma_z: 4.07,
    gps_accuracy: 5,
    beta: 3,
    max_route_distance_factor: 5,
    max_route_time_factor: 5,
    max_search_radius: 100,
    breakage_distance: 2_000,
    interpolation_distance: 10,
    search_radius: 50,
    geometry: false,
    route: true,
    turn_penalty_factor: 0,
  },
  auto: {},
  pedestrian: {},
  bicycle: {},
  multimodal: {},
  logging: silent,
  service: unusedService,
  grid: { size: 500, cache_size: 100 },
};

/** Valhalla's whole configuration for answering from one folder of tiles. */
export function valhallaConfig(tilesFolder: string): Record<string, unknown> {
  return {
    mjolnir: {
      tile_dir: tilesFolder,
      max_cache_size: 256 * 1024 * 1024,
      use_lru_mem_cache: true,
      logging: silent,
    },
    additional_data: { elevation: '' },
    loki: {
      actions: ['locate', 'route', 'sources_to_targets', 'status'],
      // Its answer to one place on another island is to refuse the whole table; we want −1 for the pair.
      use_connectivity: false,
      service_defaults: {
        radius: 0,
        minimum_reachability: connectedNodes,
        search_cutoff: defaultSearchMetres,
        node_snap_tolerance: 5,
        street_side_tolerance: 5,
        street_side_max_distance: 1_000,
        heading_tolerance: 60,
      },
      logging: silent,
      service: unusedService,
    },
    thor,
    odin: {
      logging: silent,
      service: unusedService,
      markup_formatter: { markup_enabled: false, phoneme_format: '' },
    },
    meili: unusedMeili,
    httpd: {
      service: {
        listen: '',
        loopback: '',
        interrupt: '',
        drain_seconds: 1,
        shutdown_seconds: 1,
        timeout_seconds: -1,
      },
    },
    service_limits: {
      auto: vehicleLimits,
      motorcycle: vehicleLimits,
      truck: vehicleLimits,
      ...unusedLimits,
      max_exclude_locations: 50,
      max_reachability: connectedNodes,
      max_radius: 200,
      max_timedep_distance: 0,
      max_timedep_distance_matrix: 0,
      max_alternates: 0,
      max_exclude_polygons_length: 10_000,
      // With `disable_hierarchy_pruning` paths are exact: the same as tables, which never prune.
      max_distance_disable_hierarchy_culling: maxPathMetres,
      hierarchy_limits: { allow_modification: false },
      allow_hard_exclusions: false,
    },
  };
}
