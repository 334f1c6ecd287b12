import { basename } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { Config } from '#server/config/config.ts';
import { makeLogger } from '#server/config/logger.ts';
import { openPlanning } from '#server/context.ts';
import { hours, type Hours } from '#server/contract/basics.ts';
import type { ImportPreview } from '#server/contract/list-import.ts';
import type { PlanDocument } from '#server/contract/plan.ts';
import { UserError } from '#server/domain/user-error.ts';
import { openRegions } from '#server/region/open-regions.ts';
import { requireCurrency, requireRegion, requireTimezone } from '#server/services/hubs.ts';
import { readFleetList } from '#server/services/list-import/read-fleet.ts';
import { readRequestList } from '#server/services/list-import/read-requests.ts';
import type { HubRules } from '#server/services/planning/hub-day.ts';
import { planDay } from '#server/services/planning/plan-day.ts';
import { starterProducts } from '#server/services/starter-products.ts';
import { parseSeconds, parseWhole } from '../parse-options.ts';
import { printFailure } from '../print-failure.ts';
import { progressLine } from '../progress-line.ts';
import { readBytes } from '../read-bytes.ts';
import { readNumbers } from '../read-numbers.ts';
import { assertWritable, writeWhole } from '../write-whole.ts';

interface PlanOptions {
  region: string;
  hub: { lat: number; lon: number };
  requests: string;
  fleet: string;
  date: string;
  seconds: number;
  seed: number;
  out: string;
  timezone?: string;
  currency?: string;
  receiving?: Hours[];
  docks?: number;
  unloading: number;
}

const stopSignals = ['SIGINT', 'SIGTERM'] as const;

/** `hubward plan`: the server's planning without a server. */
export function addPlanCommand(program: Command, config: Config): void {
  program
    .command('plan')
    .description('plan a day from two lists and write plan.json')
    .requiredOption('--region <name>', 'an imported region')
    .requiredOption('--hub <lat,lon>', 'where the hub is, e.g. --hub=-7.5,110.2', parsePoint)
    .requiredOption('--requests <file>', 'requests as CSV or XLSX (docs/lists.md)')
    .requiredOption('--fleet <file>', 'vehicles as CSV or XLSX (docs/lists.md)')
    .requiredOption('--date <date>', 'the day, YYYY-MM-DD', parseDate)
    .requiredOption('--out <file>', 'where to write the plan')
    .option('--seconds <n>', 'time limit of the search', parseSeconds, 10)
    .option('--seed <n>', 'of the search’s random numbers', parseWhole, 1)
    .option(
      '--receiving <hours>',
      'when the hub unloads, e.g. 06:00-11:00,13:00-18:00; default: at any time',
      parseHours,
    )
    .option('--docks <n>', 'vehicles unloaded at once; default: any number', parseDocks)
    .option('--unloading <minutes>', 'so long a vehicle is unloaded', parseUnloading, 0)
    .option('--timezone <name>', 'IANA name; default: the region’s')
    .option('--currency <code>', 'ISO 4217; default: the region’s')
    .action((options: PlanOptions) => plan(options, config));
}

async function plan(options: PlanOptions, config: Config): Promise<void> {
  const regions = openRegions(config.dataDir);
  const planning = openPlanning(config, regions, makeLogger({ ...config, logLevel: 'warn' }));
  const abort = new AbortController();
  const interrupt = () => abort.abort(new UserError('INTERRUPTED', 'Stopped; no plan was written.'));
  for (const signal of stopSignals) process.once(signal, interrupt);
  const line = progressLine();
  try {
    assertWritable(options.out);
    const region = requireRegion(regions, options.region);
    const timezone = requireTimezone(options.timezone ?? region.timezone);
    const currency = requireCurrency(options.currency ?? region.currency);
    const newId = counter();
    const requests = await readRequestList(readBytes(options.requests), basename(options.requests), {
      date: options.date,
      timezone,
      currency,
      bounds: region.bounds,
      products: starterProducts(newId),
      gazetteer: regions.gazetteer(region.name),
      newId,
    });
    const fleet = await readFleetList(readBytes(options.fleet), basename(options.fleet), { currency, newId });
    refuseErrors([
      [options.requests, requests.preview],
      [options.fleet, fleet.preview],
    ]);
    const document = await planDay(
      {
        hub: { name: 'Hub', ...options.hub, timezone, currency },
        date: options.date,
        requests: requests.requests,
        vehicles: fleet.vehicles,
        seconds: options.seconds,
        seed: options.seed,
        snapLimitMetres: config.snapLimitMetres,
        rules: rulesOf(options),
      },
      planning.toolsOf(region.name),
      { signal: abort.signal, onProgress: line.show },
    );
    line.end();
    abort.signal.throwIfAborted();
    writeWhole(options.out, `${JSON.stringify(document, null, 2)}\n`);
    summarise(document, options.out);
  } catch (error) {
    line.end();
    // Whatever was under way says in its own words that it was cancelled.
    abort.signal.throwIfAborted();
    throw error;
  } finally {
    for (const signal of stopSignals) process.off(signal, interrupt);
    await planning.close();
    regions.close();
  }
}

/** The same every day; nothing spoils. */
function rulesOf({ receiving, docks, unloading }: PlanOptions): HubRules {
  const week = Array.from({ length: 7 }, () => receiving ?? null);
  return { work: { receiving: week, docks: docks ?? null, unloading_minutes: unloading }, products: [] };
}

function refuseErrors(lists: readonly (readonly [file: string, preview: ImportPreview])[]): void {
  const bad = lists.filter(([, preview]) => preview.errors.length > 0);
  const last = bad.at(-1);
  if (!last) return;
  const failureOf = ([file, { errors }]: (typeof bad)[number]) =>
    new UserError('LIST_HAS_ERRORS', `${file}: ${errors.length} errors; nothing was planned.`, {
      rows: errors,
    });
  for (const list of bad.slice(0, -1)) printFailure(failureOf(list));
  throw failureOf(last);
}

function summarise({ runs, unassigned, totals, currency, warnings }: PlanDocument, file: string): void {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits;
  const money = (minor: number | null) =>
    minor === null
      ? '–'
      : new Intl.NumberFormat('en', { style: 'currency', currency }).format(minor / 10 ** (digits ?? 0));
  console.error(
    `${file}: ${runs.length} runs, ${Math.round(totals.metres / 1000)} km, ${totals.kg} kg, ` +
      `${money(totals.cost)}, ${money(totals.cost_per_parcel)} a parcel, ${unassigned.length} unassigned.`,
  );
  for (const { request, code, reason } of unassigned) console.error(`  ${request}: ${code}: ${reason}`);
  for (const { code, message, ids } of warnings) console.error(`  ${code}: ${ids.join(', ')}: ${message}`);
}

function counter(): () => string {
  let last = 0;
  return () => String(++last);
}

function parsePoint(text: string): { lat: number; lon: number } {
  const [lat, lon] = readNumbers(text, 2) ?? [Number.NaN, Number.NaN];
  const isPoint = Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  if (!isPoint) throw new InvalidArgumentError('Give latitude,longitude in degrees, e.g. 22.34,103.84.');
  return { lat, lon };
}

function parseHours(text: string): Hours[] {
  return text.split(',').map((each) => {
    const read = hours.safeParse({ start: each.split('-')[0]?.trim(), end: each.split('-')[1]?.trim() });
    if (!read.success) throw new InvalidArgumentError('Give hours as 06:00-11:00,13:00-18:00.');
    return read.data;
  });
}

function parseDocks(text: string): number {
  const docks = parseWhole(text);
  if (docks < 1 || docks > 100) throw new InvalidArgumentError('Give a number from 1 to 100.');
  return docks;
}

function parseUnloading(text: string): number {
  const minutes = parseWhole(text);
  if (minutes > 480) throw new InvalidArgumentError('Give minutes, 480 at most.');
  return minutes;
}

function parseDate(text: string): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);
  if (!isDate) throw new InvalidArgumentError('Give a day as YYYY-MM-DD.');
  return text;
}
