import {
  type VroomHub,
  vroomHub,
  type VroomJob,
  vroomJob,
  type VroomOptions,
  vroomOptions,
  vroomPrices,
  type VroomShipment,
  vroomShipment,
  type VroomVehicle,
  vroomVehicle,
} from '#server/contract/vroom.ts';
import { type JsonFault, describeFault, isRecord } from './describe-fault.ts';
import { parseMatrices, type GivenMatrices } from './parse-matrices.ts';
import { refuse, tooLarge } from './refuse.ts';

/** A problem whose every field is known and of its form; what fields say of each other is looked at later. */
export interface ParsedProblem {
  readonly vehicles: readonly VroomVehicle[];
  readonly jobs: readonly VroomJob[];
  readonly shipments: readonly VroomShipment[];
  /** By profile; empty where there are none. */
  readonly matrices: ReadonlyMap<string, GivenMatrices>;
  readonly options: VroomOptions;
  readonly hubs: readonly VroomHub[] | null;
  readonly prices: ReturnType<typeof vroomPrices.parse> | null;
}

/** How large a problem may be. */
export interface VroomLimits {
  /** Jobs, and each shipment's two ends. */
  readonly mostTasks: number;
  readonly mostVehicles: number;
}

const fields = new Set(['vehicles', 'jobs', 'shipments', 'matrices', 'matrix', 'options', 'hubs', 'prices']);

/**
 * Reads a problem's text.
 *
 * @throws UserError PROBLEM_INVALID, which says where and what; PROBLEM_TOO_LARGE
 */
export function parseVroom(text: string, limits: VroomLimits | null): ParsedProblem {
  const root = parseJson(text);
  const unknown = Object.keys(root).find((key) => !fields.has(key));
  if (unknown !== undefined) refuse('problem', `the field ${unknown} is not known`);
  const [vehicles, jobs, shipments] = (['vehicles', 'jobs', 'shipments'] as const).map((key) =>
    listOf(root, key),
  ) as [unknown[], unknown[], unknown[]]; // one for each key
  if (vehicles.length === 0) refuse('vehicles', 'there is none');
  if (jobs.length === 0 && shipments.length === 0) refuse('jobs', 'there are none, and no shipments');
  if (limits) assertSize(vehicles.length, jobs.length + 2 * shipments.length, limits);
  const part = <T>(key: string, schema: Schema<T>) =>
    root[key] === undefined ? null : parsePart(schema, root[key], key);
  return {
    vehicles: parseAll(vroomVehicle, vehicles, 'vehicles', 'vehicle'),
    jobs: parseAll(vroomJob, jobs, 'jobs', 'job'),
    shipments: parseAll(vroomShipment, shipments, 'shipments', 'shipment'),
    matrices: parseMatrices(root['matrices'], root['matrix']),
    options: part('options', vroomOptions) ?? {},
    hubs: root['hubs'] === undefined ? null : parseAll(vroomHub, listOf(root, 'hubs'), 'hubs', 'hub'),
    prices: part('prices', vroomPrices),
  };
}

function parseJson(text: string): Record<string, unknown> {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    refuse('problem', `it is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  return isRecord(root) ? root : refuse('problem', 'it is not a JSON object');
}

function listOf(root: Record<string, unknown>, key: string): unknown[] {
  const list = root[key] ?? [];
  return Array.isArray(list) ? list : refuse(key, 'it is not a list');
}

function assertSize(vehicles: number, tasks: number, { mostVehicles, mostTasks }: VroomLimits): void {
  if (tasks > mostTasks) tooLarge(`Too many tasks: ${tasks}, of at most ${mostTasks}.`);
  if (vehicles > mostVehicles) tooLarge(`Too many vehicles: ${vehicles}, of at most ${mostVehicles}.`);
}

/** The part of zod's schemas that is used here. */
interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: JsonFault[] } };
}

function parseAll<T>(schema: Schema<T>, all: readonly unknown[], list: string, kind: string): T[] {
  return all.map((each, index) => parsePart(schema, each, nameOf(each, kind, `${list}[${index}]`)));
}

function parsePart<T>(schema: Schema<T>, value: unknown, where: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  return refuse(where, describeFault(parsed.error.issues[0]!, value)); // a failure has at least one
}

/** `job 7` where it has an id of its own; a shipment is named by its pickup's. */
function nameOf(value: unknown, kind: string, absent: string): string {
  const holder = isRecord(value) && kind === 'shipment' ? value['pickup'] : value;
  const id = isRecord(holder) ? holder['id'] : undefined;
  if (typeof id !== 'number') return absent;
  return kind === 'shipment' ? `shipment of pickup ${id}` : `${kind} ${id}`;
}
