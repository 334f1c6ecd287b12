import type { PlanLeg } from '#server/contract/plan.ts';
import { byPlace, numbersTogether } from './same-place.ts';

/** Units of the drawing; its paper size follows from the sheet. */
export const sketchSize = { width: 560, height: 215 } as const;
const margin = 22;
const metresPerDegree = 111_320;

export interface Sketch {
  /** As `points` of SVG; a line for each stretch whose path is known. */
  readonly lines: readonly string[];
  /** One mark for each place, with the numbers of the stops that are there. */
  readonly stops: readonly SketchedStop[];
  /** The hub. */
  readonly at: { readonly x: number; readonly y: number };
  readonly scale: { readonly length: number; readonly label: string };
  /** No leg lacks its path. */
  readonly isWhole: boolean;
}

interface SketchedStop {
  readonly numbers: readonly number[];
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

interface SketchedRun {
  readonly legs: readonly Pick<PlanLeg, 'metres' | 'geometry'>[];
  readonly stops: readonly { readonly number: number; readonly lat: number; readonly lon: number }[];
  readonly hub: { readonly lat: number; readonly lon: number };
}

type Position = readonly [lon: number, lat: number];

/** Puts a run on paper: the roads it takes, its stops with their numbers, the hub and a scale. */
export function sketchOf({ legs, stops, hub }: SketchedRun): Sketch {
  const paths = legs.map(({ geometry }) => geometry.coordinates).filter((path) => path.length > 1);
  const atHub = positionOf(hub);
  const { project, unitsPerMetre } = projection([atHub, ...stops.map(positionOf), ...paths.flat()]);
  const metres = roundMetres(100 / unitsPerMetre);
  return {
    lines: paths.map((path) => path.map((position) => pointText(project(position))).join(' ')),
    stops: byPlace(stops, positionOf).map((there) => {
      const numbers = there.map(({ number }) => number);
      return { numbers, label: numbersTogether(numbers), ...project(positionOf(there[0]!)) }; // no group is empty
    }),
    at: project(atHub),
    scale: {
      length: metres * unitsPerMetre,
      label: metres < 1_000 ? `${metres} m` : `${metres / 1_000} km`,
    },
    isWhole: legs.every(({ metres: length, geometry }) => length === 0 || geometry.coordinates.length > 1),
  };
}

const positionOf = ({ lon, lat }: { readonly lon: number; readonly lat: number }): Position => [lon, lat];

/** How wide a mark of a height is, so that its words fit: round, as long as they are two digits or less. */
export function markWidth({ label }: SketchedStop, height: number): number {
  return height * (1 + 0.4 * Math.max(0, label.length - 2));
}

/** Fits positions into the drawing, north up, as long east as north. */
function projection(positions: readonly Position[]) {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon, lat] of positions) {
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const across = Math.max((east - west) * shrink, 1e-4);
  const up = Math.max(north - south, 1e-4);
  const unit = Math.min((sketchSize.width - 2 * margin) / across, (sketchSize.height - 2 * margin) / up);
  const left = (sketchSize.width - across * unit) / 2;
  const top = (sketchSize.height - up * unit) / 2;
  return {
    unitsPerMetre: unit / metresPerDegree,
    project: ([lon, lat]: Position) => ({
      x: left + (lon - west) * shrink * unit,
      y: top + (north - lat) * unit,
    }),
  };
}

const pointText = ({ x, y }: { x: number; y: number }): string => `${x.toFixed(1)},${y.toFixed(1)}`;

/** The largest of 1, 2, 5, 10, … that is not longer. */
function roundMetres(metres: number): number {
  const ten = 10 ** Math.floor(Math.log10(metres));
  const digit = metres / ten;
  return ten * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
}
