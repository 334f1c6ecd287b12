import { describe, expect, it } from 'vitest';
import { makeRoadMatrix } from '../../../scripts/bench/made/road-matrix.ts';
import type { Road, RoadNetwork, RoadNode } from '../../../scripts/bench/made/roads.ts';

const node: RoadNode = { altitude: 0, metresToHub: 0, valley: 0, kind: 'paved', largestAccess: 2, track: -1 };
const road = (from: number, to: number, more: Partial<Road> = {}): Road => ({
  from,
  to,
  kind: 'paved',
  metres: 1_000,
  climbMetres: 0,
  largestAccess: 2,
  ...more,
});
const network = (roads: readonly Road[], nodes = 4): RoadNetwork => ({
  nodes: Array.from({ length: nodes }, () => node),
  roads,
});
const at = (...nodes: number[]) => nodes.map((node) => ({ node, laneMetres: 0 }));

describe('makeRoadMatrix', () => {
  it('takes the quickest way, not the shortest', () => {
    // Direct: 1.5 km of track at 11 km/h, 491 s. Around: 2 km of paved road at 30 km/h, 240 s.
    const roads = [road(0, 2, { kind: 'track', metres: 1_500 }), road(0, 1), road(1, 2)];
    const { seconds, metres } = makeRoadMatrix(network(roads), at(0, 2), 1);
    expect([...seconds]).toEqual([0, 240, 240, 0]);
    expect([...metres]).toEqual([0, 2_000, 2_000, 0]);
  });

  it('is slower uphill than down, and slower down than on the flat', () => {
    // 120 s on the flat; a grade of 0.1 makes it × 1.8 up and × 1.3 down.
    const { seconds } = makeRoadMatrix(network([road(0, 1, { climbMetres: 100 })]), at(0, 1), 1);
    expect([...seconds]).toEqual([0, 216, 156, 0]);
  });

  it('knows no way over a road that is too narrow or closed', () => {
    const roads = [road(0, 1, { largestAccess: 1 }), road(1, 2)];
    expect([...makeRoadMatrix(network(roads), at(0, 2), 2).seconds]).toEqual([0, -1, -1, 0]);
    const closed = makeRoadMatrix(network(roads), at(0, 2), 1, (index) => index === 1);
    expect([...closed.seconds]).toEqual([0, -1, -1, 0]);
    expect([...closed.metres]).toEqual([0, 0, 0, 0]);
  });

  it('adds the lanes at both ends', () => {
    const places = [
      { node: 0, laneMetres: 0 },
      { node: 1, laneMetres: 200 },
      { node: 1, laneMetres: 400 },
    ];
    // 8 km/h: 200 m take 90 s, 600 m take 270 s.
    const { seconds, metres } = makeRoadMatrix(network([road(0, 1)]), places, 1);
    expect([seconds[1], seconds[5]]).toEqual([210, 270]);
    expect([metres[1], metres[5]]).toEqual([1_200, 600]);
  });
});
