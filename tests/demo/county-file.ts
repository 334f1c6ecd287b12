import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PbfFile, type OsmNode, type OsmRelation, type OsmWay } from '#server/region/pbf-reader.ts';
import { makeCounty, type County } from '../../scripts/demo/make-county.ts';

export interface CountyFile {
  readonly folder: string;
  readonly file: string;
  readonly county: County;
  readonly nodes: ReadonlyMap<number, OsmNode>;
  readonly ways: readonly OsmWay[];
  readonly relations: readonly OsmRelation[];
  remove(): void;
}

/** The county's extract in a temporary folder, read back. */
export async function countyFile(): Promise<CountyFile> {
  const folder = mkdtempSync(join(tmpdir(), 'hubward-county-'));
  const file = join(folder, 'demo-county.osm.pbf');
  const county = await makeCounty(file);
  const nodes = new Map<number, OsmNode>();
  const ways: OsmWay[] = [];
  const relations: OsmRelation[] = [];
  const pbf = new PbfFile(file);
  for (const block of pbf.blocks) {
    for (const item of pbf.read(block, true)) {
      if (item.type === 'node') nodes.set(item.id, item);
      else if (item.type === 'way') ways.push(item);
      else relations.push(item);
    }
  }
  pbf.close();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return { folder, file, county, nodes, ways, relations, remove };
}
