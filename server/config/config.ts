import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';

/** The settings, from environment variables; an empty variable counts as absent. */
export interface Config {
  /** HUBWARD_DATA: folder of database and regions, absolute. Default ./var. */
  readonly dataDir: string;
  /** PORT, 0 to 65535 (0: any free one). Default 8080. */
  readonly port: number;
  /**
   * HOST: the interface listened on. Default 127.0.0.1: phones come in through a proxy that ends HTTPS, which
   * they need for offline use, position and camera; 0.0.0.0 lets a local network try it without.
   */
  readonly host: string;
  /** PUBLIC_URL: the origin people open, e.g. https://hub.example.org; null where none is set. */
  readonly publicUrl: string | null;
  /** TRUST_PROXY, as Express takes it: false, the number of proxies in front, or their addresses. Default false. */
  readonly trustProxy: false | number | string;
  /** OSRM_URL as written; null for the embedded engine. */
  readonly osrmUrl: string | null;
  /** OSRM_TABLE_SIZE: the server's max-table-size. Default 100, as osrm-routed's. */
  readonly osrmTableSize: number;
  /** SNAP_LIMIT_METRES: a place farther from any road is not planned. Default 1000. */
  readonly snapLimitMetres: number;
  /** MAP_STYLE_URL: a basemap style of another host; null for the region's own. */
  readonly mapStyleUrl: string | null;
  /** SOLVER_THREADS, 1 to 64. Default: one per processor, at most 4. */
  readonly solverThreads: number;
  /** Problems in VROOM's format: who may send them, how large they may be, and how many at once. */
  readonly vroom: VroomConfig;
  /** LOG_LEVEL. Default info. */
  readonly logLevel: LogLevel;
  /** LOG_FILE: a file to log to, rotated, in place of standard output; null: none. */
  readonly logFile: string | null;
  /** DISK_WARNING_MB: below so much free space the server warns. Default 500. */
  readonly diskWarningMb: number;
  /** WEBHOOK_PRIVATE, true or false: webhooks may call this machine and its networks, and over plain http. Default false. */
  readonly isPrivateWebhookAllowed: boolean;
}

interface VroomConfig {
  /** VROOM_API_KEY, at least 16 characters; null: only this machine's own programs may call, without one. */
  readonly apiKey: string | null;
  /** VROOM_REGION: whose roads are used where a problem brings no matrices; null: the only one there is. */
  readonly region: string | null;
  /** VROOM_MAX_TASKS. Default 2000. */
  readonly mostTasks: number;
  /** VROOM_MAX_VEHICLES. Default 2000: no task needs more than a vehicle of its own. */
  readonly mostVehicles: number;
  /** VROOM_MAX_MB: a problem's text. Default 64. */
  readonly mostBytes: number;
  /** VROOM_SECONDS: time of search where the caller names none. Default 10. */
  readonly usualSeconds: number;
  /** VROOM_MAX_SECONDS. Default 600. */
  readonly mostSeconds: number;
  /** VROOM_AT_ONCE: how many are solved at once, each with all threads. Default 1. */
  readonly atOnce: number;
  /** VROOM_QUEUE: how many may wait. Default 8. */
  readonly waiting: number;
}

const logLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']);
type LogLevel = z.infer<typeof logLevel>;

const wholeNumber = (min: number, max: number, absent: number) =>
  z
    .string()
    .regex(/^\d+$/, 'is no whole number')
    .transform(Number)
    .pipe(z.int().min(min, `is below ${min}`).max(max, `is above ${max}`))
    .default(absent);

// `abort`: what comes after may take it for a URL.
const webUrl = z.string().refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
  error: 'is no http or https address',
  abort: true,
});

const origin = webUrl
  .refine((text) => isBare(new URL(text)), 'has a path or a query; give only https://HOST')
  .transform((text) => new URL(text).origin);

const trustProxy = z
  .string()
  .refine((text) => text !== 'true', 'trusts everybody; give the number of proxies or their addresses')
  .transform((text) => (text === 'false' ? false : /^\d+$/.test(text) ? Number(text) : text));

const environment = z.object({
  HUBWARD_DATA: z
    .string()
    .default('./var')
    .transform((path) => resolve(path)),
  PORT: wholeNumber(0, 65_535, 8080),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: origin.optional(),
  TRUST_PROXY: trustProxy.default(false),
  OSRM_URL: z.string().optional(),
  OSRM_TABLE_SIZE: wholeNumber(2, 100_000, 100),
  SNAP_LIMIT_METRES: wholeNumber(1, 100_000, 1000),
  MAP_STYLE_URL: webUrl.optional(),
  SOLVER_THREADS: wholeNumber(1, 64, Math.min(4, availableParallelism())),
  VROOM_API_KEY: z.string().min(16, 'has fewer than 16 characters').optional(),
  VROOM_REGION: z.string().optional(),
  VROOM_MAX_TASKS: wholeNumber(1, 100_000, 2000),
  VROOM_MAX_VEHICLES: wholeNumber(1, 100_000, 2000),
  VROOM_MAX_MB: wholeNumber(1, 2000, 64),
  VROOM_SECONDS: wholeNumber(1, 86_400, 10),
  VROOM_MAX_SECONDS: wholeNumber(1, 86_400, 600),
  VROOM_AT_ONCE: wholeNumber(1, 64, 1),
  VROOM_QUEUE: wholeNumber(0, 10_000, 8),
  LOG_LEVEL: logLevel.default('info'),
  LOG_FILE: z
    .string()
    .transform((path) => resolve(path))
    .optional(),
  DISK_WARNING_MB: wholeNumber(0, 100_000_000, 500),
  WEBHOOK_PRIVATE: z.enum(['true', 'false']).default('false'),
});

/** Settings that cannot be used; `ids` are the variables. Told to the user like a UserError, by its code. */
class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'CONFIG_INVALID';
  readonly ids: readonly string[];

  constructor(message: string, ids: readonly string[]) {
    super(message);
    this.ids = ids;
  }
}

/** Reads the settings. Throws ConfigError naming every variable that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const read = environment.safeParse(given);
  if (!read.success) {
    const names = [...new Set(read.error.issues.map((issue) => String(issue.path[0])))];
    const said = read.error.issues.map((issue) => describe(issue, given));
    throw new ConfigError(said.join(' '), names);
  }
  const { data } = read;
  return {
    dataDir: data.HUBWARD_DATA,
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PUBLIC_URL ?? null,
    trustProxy: data.TRUST_PROXY,
    osrmUrl: data.OSRM_URL ?? null,
    osrmTableSize: data.OSRM_TABLE_SIZE,
    snapLimitMetres: data.SNAP_LIMIT_METRES,
    mapStyleUrl: data.MAP_STYLE_URL ?? null,
    solverThreads: data.SOLVER_THREADS,
    vroom: {
      apiKey: data.VROOM_API_KEY ?? null,
      region: data.VROOM_REGION ?? null,
      mostTasks: data.VROOM_MAX_TASKS,
      mostVehicles: data.VROOM_MAX_VEHICLES,
      mostBytes: data.VROOM_MAX_MB * 1_000_000,
      usualSeconds: data.VROOM_SECONDS,
      mostSeconds: data.VROOM_MAX_SECONDS,
      atOnce: data.VROOM_AT_ONCE,
      waiting: data.VROOM_QUEUE,
    },
    logLevel: data.LOG_LEVEL,
    logFile: data.LOG_FILE ?? null,
    diskWarningMb: data.DISK_WARNING_MB,
    isPrivateWebhookAllowed: data.WEBHOOK_PRIVATE === 'true',
  };
}

function describe(issue: z.core.$ZodIssue, given: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  const why =
    issue.code === 'invalid_value' ? `is none of ${issue.values.map(String).join(', ')}` : issue.message;
  return isSecret(name) ? `${name} ${why}.` : `${name}=${given[name]} ${why}.`;
}

const isSecret = (name: string) => name.endsWith('_KEY');

function isBare(url: URL): boolean {
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
}
