import type {
  Amounts,
  Problem,
  ProblemStop,
  ProblemVehicle,
  Solution,
} from '#server/planner/model/problem.ts';
import { UNLIMITED } from '#server/domain/load.ts';

interface VroomJob {
  readonly id: number;
  readonly location_index: number;
  readonly setup?: number;
  readonly service?: number;
  readonly pickup?: readonly number[];
  readonly delivery?: readonly number[];
  readonly skills?: readonly number[];
  readonly priority?: number;
  readonly time_windows?: readonly (readonly [number, number])[];
}

interface VroomVehicle {
  readonly id: number;
  readonly profile?: string;
  readonly start_index: number;
  readonly end_index: number;
  readonly capacity?: readonly number[];
  readonly costs?: { readonly fixed?: number; readonly per_hour?: number; readonly per_km?: number };
  readonly skills?: readonly number[];
  readonly time_window?: readonly [number, number];
}

interface VroomMatrix {
  readonly durations: readonly (readonly number[])[];
  readonly distances?: readonly (readonly number[])[];
}

/** The part of VROOM's format that the benchmark's problems use. */
export interface VroomProblem {
  readonly jobs: readonly VroomJob[];
  readonly vehicles: readonly VroomVehicle[];
  readonly matrices: Readonly<Record<string, VroomMatrix>>;
}

const jobFields = ['id', 'location_index', 'setup', 'service', 'pickup', 'delivery', 'skills', 'priority'];
const vehicleFields = ['id', 'profile', 'description', 'start_index', 'end_index', 'capacity', 'costs'];
const always = { start: -(2 ** 29), end: 2 ** 29 };

/** Throws where the problem has a field that this reader does not know, or is too large for the planner. */
export function readVroomProblem(vroom: VroomProblem): Problem {
  assertFields('problem', vroom, ['jobs', 'vehicles', 'matrices']);
  const profiles = Object.keys(vroom.matrices);
  const dimensions = Math.max(1, ...vroom.vehicles.map(({ capacity = [] }) => capacity.length));
  return {
    hubs: [{ place: vroom.vehicles[0]?.start_index ?? 0 }],
    matrices: profiles.map((profile) => {
      const { durations, distances } = vroom.matrices[profile]!;
      const size = durations.length;
      const metres = distances ? Int32Array.from(distances.flat()) : new Int32Array(size * size);
      return { size, seconds: Int32Array.from(durations.flat()), metres };
    }),
    stops: vroom.jobs.map((job) => readJob(job, dimensions)),
    vehicles: vroom.vehicles.map((vehicle) => readVehicle(vehicle, profiles, dimensions)),
  };
}

function readJob(job: VroomJob, dimensions: number): ProblemStop {
  assertFields(`job ${job.id}`, job, [...jobFields, 'time_windows']);
  return {
    place: job.location_index,
    pickup: readAmounts(job.pickup, dimensions, 0),
    delivery: readAmounts(job.delivery, dimensions, 0),
    setupSeconds: job.setup ?? 0,
    serviceSeconds: job.service ?? 0,
    windows: job.time_windows?.map(([start, end]) => ({ start, end })) ?? [always],
    largestAccess: 2,
    ...(job.skills && { skills: job.skills }),
    priority: job.priority ?? 0,
    requestCount: 1,
  };
}

/** VROOM's per_hour is for travel alone. */
function readVehicle(vehicle: VroomVehicle, profiles: readonly string[], dimensions: number): ProblemVehicle {
  assertFields(`vehicle ${vehicle.id}`, vehicle, [...vehicleFields, 'skills', 'time_window']);
  const { fixed = 0, per_hour: perHour = 3600, per_km: perKm = 0 } = vehicle.costs ?? {};
  const [start, end] = vehicle.time_window ?? [0, always.end];
  return {
    matrix: profiles.indexOf(vehicle.profile ?? 'car'),
    access: 2,
    ...(vehicle.skills && { skills: vehicle.skills }),
    capacity: readAmounts(vehicle.capacity, dimensions, UNLIMITED),
    fixedCost: fixed,
    costPerKm: perKm,
    costPerHour: 0,
    costPerDrivingHour: perHour,
    shift: { start, end },
    startPlace: vehicle.start_index,
    endPlace: vehicle.end_index,
    isFreightFree: true,
  };
}

/** What is not given is `absent`. */
function readAmounts(amounts: readonly number[] = [], dimensions: number, absent: number): Amounts {
  return Array.from({ length: dimensions }, (_, dimension) => amounts[dimension] ?? absent);
}

function assertFields(name: string, object: object, known: readonly string[]): void {
  const unknown = Object.keys(object).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new Error(`${name}: field ${unknown} is not supported`);
}

export function writeVroomSolution(vroom: VroomProblem, solution: Solution): object {
  return {
    routes: solution.runs.map((run) => ({
      vehicle: vroom.vehicles[run.vehicle]!.id,
      steps: run.trips.flat().map((stop) => ({ type: 'job', id: vroom.jobs[stop]!.id })),
    })),
    unassigned: solution.unassigned.map((stop) => ({ id: vroom.jobs[stop]!.id, type: 'job' })),
  };
}
