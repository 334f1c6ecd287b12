import { onRoad, type Survey } from './survey.ts';
import { PbfWriter, type OsmMember, type OsmTags } from './pbf-writer.ts';
import type { OsmRelation, OsmWay } from './pbf-reader.ts';
import { barrierRules, roadRules, type RoadRules } from './road-rules.ts';
import type { SpeedProfile } from './speed-profile.ts';

/** What the engine needs to know of a road beyond speed and access. */
const keptWayTags = [
  'name',
  'name:en',
  'ref',
  'oneway',
  'junction',
  'bridge',
  'tunnel',
  'toll',
  'destination',
  'destination:ref',
];
/** What makes a driver wait at a node. */
const keptNodeValues = new Set(['traffic_signals', 'stop', 'give_way', 'mini_roundabout']);

export function isFerry(tags: OsmTags): boolean {
  return tags['route'] === 'ferry' && tags['motor_vehicle'] !== 'no' && tags['access'] !== 'no';
}

/** The tags of a node that matter to routing, rewritten; null where none do. */
export function routingNodeTags(tags: OsmTags, profile: SpeedProfile): OsmTags | null {
  const open = barrierRules(tags, profile);
  if (open) {
    const said = (isOpen: boolean): string => (isOpen ? 'yes' : 'no');
    return {
      barrier: 'bollard',
      motorcycle: said(open.motorbike),
      moped: said(open.motorbike),
      motorcar: said(open.light),
      hgv: said(open.heavy),
    };
  }
  const highway = tags['highway'];
  return highway && keptNodeValues.has(highway) ? { highway } : null;
}

/**
 * A road as the tile builder is to read it: every tag it would make its own speed or access of is gone, in their
 * place are the profile's. Its importer takes `maxspeed:practical` as the speed of the edge and lowers it no
 * further on a paved surface; it drops speeds below 10, save that a track of no grade is worth 5.
 */
export function routingWayTags(tags: OsmTags, rules: RoadRules): OsmTags {
  const kept = Object.fromEntries(keptWayTags.flatMap((key) => (tags[key] ? [[key, tags[key]]] : [])));
  const isWalkingPace = rules.speedKmh < 10;
  return {
    ...kept,
    ...(isWalkingPace ? {} : { 'maxspeed:practical': String(rules.speedKmh) }),
    highway: isWalkingPace ? 'track' : routingClass(tags['highway'] ?? ''),
    surface: 'paved',
    ...(isDestination(rules) ? { access: 'destination' } : {}),
    motorcycle: rules.motorbike,
    moped: rules.motorbike,
    motorcar: rules.light,
    hgv: rules.heavy,
  };
}

/** The engine shuns tracks, paths and driveways beyond the time they take; their speed already says all. */
function routingClass(highway: string): string {
  return /^(motorway|trunk|primary|secondary|tertiary)(_link)?$/.test(highway) ? highway : 'unclassified';
}

function isDestination(rules: RoadRules): boolean {
  const access = new Set([rules.motorbike, rules.light, rules.heavy]);
  return access.has('destination') && !access.has('yes');
}

/** Writes the extract for the tile builder. Nodes are numbered anew: the builder's tables grow with the highest id. */
export class RoutingExtract {
  readonly #writer: PbfWriter;
  readonly #survey: Survey;
  readonly #profile: SpeedProfile;
  readonly #roads = new Set<number>();
  count = 0;

  constructor(path: string, survey: Survey, nodeTags: ReadonlyMap<number, OsmTags>, profile: SpeedProfile) {
    this.#writer = new PbfWriter(path, { bounds: survey.bounds });
    this.#survey = survey;
    this.#profile = profile;
    const { nodes } = survey;
    for (let i = 0; i < nodes.size; i++) {
      if (((nodes.flags[i] ?? 0) & onRoad) === 0) continue;
      const tags = nodeTags.get(nodes.ids[i] ?? 0);
      this.#writer.node({ id: i + 1, lon: nodes.lon(i), lat: nodes.lat(i), ...(tags ? { tags } : {}) });
    }
  }

  /** nodes: indices into the survey's table. */
  addWay(way: OsmWay, nodes: readonly number[]): void {
    const tags = way.tags ?? {};
    if (nodes.length < 2) return;
    const refs = nodes.map((index) => index + 1);
    if (isFerry(tags)) {
      this.#write(way.id, refs, tags);
      return;
    }
    const rules = roadRules(tags, this.#profile);
    if (rules) this.#write(way.id, refs, routingWayTags(tags, rules));
  }

  #write(id: number, refs: readonly number[], tags: OsmTags): void {
    this.#writer.way({ id, refs, tags });
    this.#roads.add(id);
    this.count++;
  }

  /** Turn restrictions of which every member is here. */
  addRelation(relation: OsmRelation): void {
    const tags = relation.tags ?? {};
    if (tags['type'] !== 'restriction') return;
    const members: OsmMember[] = [];
    for (const member of relation.members) {
      if (member.type === 'way' && this.#roads.has(member.ref)) members.push(member);
      if (member.type !== 'node') continue;
      const index = this.#survey.nodes.find(member.ref);
      if (index >= 0) members.push({ ...member, ref: index + 1 });
    }
    if (members.length === relation.members.length) {
      this.#writer.relation({ id: relation.id, members, tags });
    }
  }

  async close(): Promise<void> {
    await this.#writer.close();
  }
}
