import type { KmBand, ProblemVehicle } from '#server/planner/model/problem.ts';

/** Load dimensions of the day, in their order. */
export const dimensions = ['kg', 'crates', 'parcels'] as const;

/** Index of the dimension in which large loads are cut. */
export const crates = 1;

const hours = (count: number) => count * 3600;

/** What a hired truck of 1 to 2.5 t costs per km in the north of Vietnam, in dong: dearer near, cheaper far. */
const truckBands: readonly KmBand[] = [
  { fromMetres: 0, costPerKm: 30_000 },
  { fromMetres: 10_000, costPerKm: 20_000 },
  { fromMetres: 25_000, costPerKm: 17_000 },
  { fromMetres: 50_000, costPerKm: 13_000 },
  { fromMetres: 100_000, costPerKm: 10_000 },
];

interface VehicleType extends Omit<ProblemVehicle, 'matrix' | 'startPlace' | 'endPlace'> {
  readonly name: string;
  readonly count: number;
}

/** Money in dong. */
const types: readonly VehicleType[] = [
  {
    name: 'motorbike',
    count: 3,
    access: 0,
    capacity: [250, 13, 60],
    fixedCost: 60_000,
    costPerKm: 3_500,
    costPerHour: 25_000,
    shift: { start: hours(5), end: hours(19) },
    mostTrips: 5,
    turnaroundSeconds: 900,
  },
  {
    name: '1.25 t',
    count: 4,
    access: 1,
    capacity: [1_250, 70, 300],
    fixedCost: 250_000,
    costPerKm: 0,
    kmBands: truckBands,
    costPerHour: 40_000,
    shift: { start: hours(4), end: hours(22) },
    mostTrips: 4,
    turnaroundSeconds: 1_800,
  },
  {
    name: '2.5 t',
    count: 3,
    access: 1,
    capacity: [2_500, 140, 600],
    fixedCost: 250_000,
    costPerKm: 0,
    kmBands: truckBands,
    costPerHour: 45_000,
    shift: { start: hours(4), end: hours(22) },
    mostTrips: 3,
    turnaroundSeconds: 2_400,
  },
  {
    name: '5 t',
    count: 2,
    access: 2,
    capacity: [5_000, 270, 1_200],
    fixedCost: 400_000,
    costPerKm: 0,
    kmBands: truckBands.map(({ fromMetres, costPerKm }) => ({ fromMetres, costPerKm: (costPerKm * 7) / 5 })),
    costPerHour: 55_000,
    shift: { start: hours(4), end: hours(22) },
    mostTrips: 2,
    turnaroundSeconds: 3_600,
  },
];

export interface NamedVehicle {
  readonly name: string;
  readonly vehicle: ProblemVehicle;
}

/** Twelve vehicles of four types at the hub (place 0); the matrix is that of the access rank. */
export function makeFleet(): NamedVehicle[] {
  return types.flatMap(({ name, count, ...type }) =>
    Array.from({ length: count }, (_, number) => ({
      name: `${name} no. ${number + 1}`,
      vehicle: { ...type, matrix: type.access, startPlace: 0, endPlace: 0 },
    })),
  );
}
