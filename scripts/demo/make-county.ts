import { describeVillages, layOutCounty, type CountyVillage } from './county-layout.ts';
import { drawBuildings, drawLand, drawPlaces, drawWater } from './draw-land.ts';
import { drawRoads } from './draw-roads.ts';
import { toLonLat } from './grid.ts';
import { OsmMap } from './osm-map.ts';
import { watercourses } from './shapes.ts';

/** The day the fictional map is of; fixed, so that the file is always the same. */
const timestamp = new Date('2026-03-01T00:00:00Z');

export interface County {
  readonly hub: { readonly name: string; readonly lat: number; readonly lon: number };
  readonly villages: readonly CountyVillage[];
}

/**
 * Writes a fictional highland county as an OpenStreetMap extract: a seat on a main road, some sixty villages in
 * the valleys around it, the farthest over 100 km by road. Always the same bytes.
 */
export async function makeCounty(file: string): Promise<County> {
  const layout = layOutCounty();
  const map = new OsmMap();
  const courses = watercourses(layout.terrain, layout.bend);
  drawPlaces(map, layout);
  const { index, streets } = drawRoads(map, layout, courses);
  drawWater(map, layout, courses);
  drawLand(map, layout);
  drawBuildings(map, layout, streets, index);
  await map.write(file, timestamp);
  return { hub: { name: layout.seat.name, ...toLonLat(layout.seat.at) }, villages: describeVillages(layout) };
}
