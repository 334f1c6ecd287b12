import type { BasemapWriter } from './basemap-writer.ts';
import type { GazetteerWriter } from './gazetteer-writer.ts';
import { areaKind, boundaryKind, lineKind, pointKind } from './map-features.ts';
import type { OsmNode, OsmRelation, OsmWay } from './pbf-reader.ts';
import type { OsmTags } from './pbf-writer.ts';
import { placeKind } from './places.ts';
import { groupRings, joinRings } from './rings.ts';
import type { RelationUse, Survey } from './survey.ts';

/** What a relation is read for. */
export function relationUse(tags: OsmTags): RelationUse | null {
  if (tags['type'] === 'restriction') return 'turn';
  if (tags['type'] === 'multipolygon' && areaKind(tags, 1)) return 'area';
  return boundaryKind(tags) || (isOutline(tags) && placeKind(tags)) ? 'line' : null;
}

/** A border between two areas carries the tags of either but is neither. */
function isOutline(tags: OsmTags): boolean {
  return tags['type'] === 'boundary' || tags['type'] === 'multipolygon';
}

/** Turns the region's objects into map features and places. */
export class RegionMap {
  readonly #basemap: BasemapWriter;
  readonly #gazetteer: GazetteerWriter;
  /** Ways of areas and boundaries, as indices into the table of nodes. */
  readonly #shapes = new Map<number, Uint32Array>();
  /** The highest boundary each way belongs to. */
  readonly #boundaries = new Map<number, OsmTags>();

  constructor(basemap: BasemapWriter, gazetteer: GazetteerWriter) {
    this.#basemap = basemap;
    this.#gazetteer = gazetteer;
  }

  addNode(node: OsmNode, tags: OsmTags): void {
    const kind = pointKind(tags);
    if (kind) this.#basemap.addPoint(kind, node.lon, node.lat);
    this.#gazetteer.add(`n${node.id}`, tags, node.lat, node.lon);
  }

  addWay(way: OsmWay, nodes: readonly number[], touchesBox: boolean, survey: Survey): void {
    if (survey.areaWays.has(way.id)) this.#shapes.set(way.id, Uint32Array.from(nodes));
    const { tags } = way;
    if (!tags || !touchesBox || nodes.length < 2) return;
    const line = lineKind(tags);
    const isClosed = nodes.length >= 4 && nodes[0] === nodes.at(-1);
    const isPlace = placeKind(tags) !== null;
    if (!line && !isClosed && !isPlace) return;
    const points = coordinates(nodes, survey);
    if (line) this.#basemap.addLine(line, points);
    const box = boxOf(points);
    if (isPlace) this.#gazetteer.add(`w${way.id}`, tags, box.lat, box.lon);
    if (!isClosed) return;
    const area = areaKind(tags, box.breadth);
    if (area) this.#basemap.addPolygons(area, [[points]]);
    const label = pointKind(tags);
    if (label) this.#basemap.addPoint(label, box.lon, box.lat);
  }

  addRelation(relation: OsmRelation, survey: Survey): void {
    const tags = relation.tags ?? {};
    const use = relationUse(tags);
    if (use === 'area') this.#addArea(relation, tags, survey);
    if (isOutline(tags)) this.#addPlace(relation, tags, survey);
    if (boundaryKind(tags)) {
      this.#noteBoundary(relation, tags);
      if (isOutline(tags)) this.#addEnclosure(relation, tags, survey);
    }
  }

  /** Counties and smaller: a place in such an area is better told by it than by the next town. */
  #addEnclosure(relation: OsmRelation, tags: OsmTags, survey: Survey): void {
    if (!(Number(tags['admin_level']) >= 5)) return;
    const ways = relation.members.filter((member) => member.type === 'way' && member.role !== 'inner');
    if (!ways.every((member) => this.#shapes.has(member.ref))) return;
    const rings = joinRings(ways.map((member) => [...(this.#shapes.get(member.ref) ?? [])]));
    if (rings.length > 0) {
      this.#gazetteer.addBoundary(
        tags,
        rings.map((ring) => coordinates(ring, survey)),
      );
    }
  }

  #addArea(relation: OsmRelation, tags: OsmTags, survey: Survey): void {
    const ringsOf = (isInner: boolean): number[][] => {
      const ways = relation.members.filter(
        (member) => member.type === 'way' && (member.role === 'inner') === isInner,
      );
      const shapes = ways.map((member) => [...(this.#shapes.get(member.ref) ?? [])]);
      return joinRings(shapes).map((ring) => coordinates(ring, survey));
    };
    const outers = ringsOf(false);
    if (outers.length === 0) return;
    const breadth = Math.max(...outers.map((ring) => boxOf(ring).breadth));
    const kind = areaKind(tags, breadth);
    if (kind) this.#basemap.addPolygons(kind, groupRings(outers, ringsOf(true)));
  }

  /** A relation is where its label or its seat is, or else in the middle of its outline, if all of that is here. */
  #addPlace(relation: OsmRelation, tags: OsmTags, survey: Survey): void {
    if (!placeKind(tags)) return;
    const seat = ['label', 'admin_centre']
      .map((role) => relation.members.find((member) => member.type === 'node' && member.role === role))
      .map((member) => (member ? survey.nodes.find(member.ref) : -1))
      .find((index) => index >= 0);
    const ways = relation.members.filter((member) => member.type === 'way');
    const shapes = ways.flatMap((member) => [...(this.#shapes.get(member.ref) ?? [])]);
    const isWhole = ways.length > 0 && ways.every((member) => this.#shapes.has(member.ref));
    if (seat === undefined && !isWhole) return;
    const { lat, lon } = boxOf(coordinates(seat === undefined ? shapes : [seat], survey));
    this.#gazetteer.add(`r${relation.id}`, tags, lat, lon);
  }

  #noteBoundary(relation: OsmRelation, tags: OsmTags): void {
    for (const member of relation.members) {
      if (member.type !== 'way') continue;
      const known = this.#boundaries.get(member.ref);
      if (!known || Number(tags['admin_level']) < Number(known['admin_level'])) {
        this.#boundaries.set(member.ref, tags);
      }
    }
  }

  /** Boundaries are drawn once per way, after all relations. */
  finish(survey: Survey): void {
    for (const [id, tags] of this.#boundaries) {
      const shape = this.#shapes.get(id);
      const kind = boundaryKind(tags);
      if (shape && shape.length >= 2 && kind) this.#basemap.addLine(kind, coordinates([...shape], survey));
    }
  }
}

function coordinates(nodes: readonly number[], survey: Survey): number[] {
  const points: number[] = [];
  for (const index of nodes) points.push(survey.nodes.lon(index), survey.nodes.lat(index));
  return points;
}

function boxOf(points: readonly number[]): { lon: number; lat: number; breadth: number } {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (let i = 0; i < points.length; i += 2) {
    west = Math.min(west, points[i] ?? west);
    east = Math.max(east, points[i] ?? east);
    south = Math.min(south, points[i + 1] ?? south);
    north = Math.max(north, points[i + 1] ?? north);
  }
  return {
    lon: (west + east) / 2,
    lat: (south + north) / 2,
    breadth: Math.max(east - west, north - south),
  };
}
