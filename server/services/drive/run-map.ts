import type { RunMap } from '#server/contract/drive-run.ts';
import type { FrozenRun } from '#server/contract/publication.ts';
import { corridorWithin } from '#server/domain/drive/corridor.ts';
import type { RegionInfo, Regions } from '#server/region/port.ts';

/** With some 450 kB of the program that draws them they are the 5 MB that a phone is asked for at most. */
const mostTileBytes = 4_500_000;

/** The tiles along a run's legs, around its stops and the hub. */
export function mapAlong(
  { trips }: FrozenRun['run'],
  hub: { readonly lat: number; readonly lon: number },
  { name, bounds, built, attribution }: RegionInfo,
  regions: Pick<Regions, 'tile'>,
): Omit<RunMap, 'revision'> {
  const places = [hub, ...trips.flatMap(({ stops }) => stops)];
  const legs = trips.flatMap((trip) => trip.legs);
  const paths = [
    ...places.map(({ lon, lat }) => [[lon, lat] as const]),
    ...legs.map(({ geometry }) => geometry.coordinates),
  ];
  const bytesOf = ({ z, x, y }: { z: number; x: number; y: number }): number =>
    regions.tile(name, z, x, y)?.length ?? 0;
  return { bounds: [...bounds], built, attribution, tiles: corridorWithin(mostTileBytes, paths, bytesOf) };
}
