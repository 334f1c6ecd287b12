import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RoutingError } from '../port.ts';
import type { Profile } from '../port.ts';

export interface RegionFacts {
  readonly name: string;
  readonly built: string;
  /** By what the engine's seconds are multiplied. */
  readonly correction: Readonly<Record<Profile, number>>;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new RoutingError('ROUTING_UNAVAILABLE', `${file} cannot be read; import the region again`, [], {
      cause: error,
    });
  }
}

/** Throws RoutingError ROUTING_UNAVAILABLE where the folder is no whole region. */
export function readRegionFacts(regionFolder: string): RegionFacts {
  const regionFile = path.join(regionFolder, 'region.json');
  const speedsFile = path.join(regionFolder, 'speeds.json');
  const region = readJson(regionFile) as { name?: unknown; built?: unknown } | null;
  const speeds = readJson(speedsFile) as { correction?: Record<string, unknown> } | null;
  if (typeof region?.name !== 'string' || typeof region.built !== 'string') {
    throw new RoutingError(
      'ROUTING_UNAVAILABLE',
      `${regionFile} lacks name or built; import the region again`,
    );
  }
  if (!existsSync(path.join(regionFolder, 'tiles'))) {
    throw new RoutingError('ROUTING_UNAVAILABLE', `${regionFolder} has no tiles; import the region again`);
  }
  const factor = (profile: Profile): number => {
    const value = speeds?.correction?.[profile];
    if (typeof value !== 'number' || !(value > 0) || !Number.isFinite(value)) {
      throw new RoutingError(
        'ROUTING_UNAVAILABLE',
        `${speedsFile}: correction.${profile} must be a number above 0`,
      );
    }
    return value;
  };
  return {
    name: region.name,
    built: region.built,
    correction: { motorbike: factor('motorbike'), light: factor('light'), heavy: factor('heavy') },
  };
}
