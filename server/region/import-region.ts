import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '#server/domain/user-error.ts';
import { entryFile } from '#server/entry-file.ts';
import type { BuildOptions } from './build-region.ts';
import { isUrl } from './download.ts';
import type { ImportOrder, ImportReport } from './import-protocol.ts';
import type { RegionInfo } from './port.ts';
import { isRegionName, locateRegion, regionsFolder, settleRegion } from './region-folder.ts';
import { checkPlace } from './region-place.ts';
import { mountainSpeeds, readSpeedProfile } from './speed-profile.ts';
import type { Bounds } from './survey.ts';

export interface RegionImport {
  /** Path of an .osm.pbf file, or its https address. */
  readonly source: string;
  /** Lower-case letters, digits and hyphens; a region of this name is replaced. */
  readonly name: string;
  /** Only this part: west, south, east, north in degrees. */
  readonly bbox?: Bounds;
  readonly dataDir: string;
  /** IANA zone; absent: from the place. */
  readonly timezone?: string;
  /** ISO 4217; absent: of the zone's country. */
  readonly currency?: string;
  /** Shown on the map; absent: OpenStreetMap and whom the extract names. */
  readonly attribution?: string;
  /** A speed profile in the form of speeds.json; absent: the one for mountain roads. */
  readonly speedProfileFile?: string;
  /** step is for people to read; done from 0 to 1. */
  readonly onProgress?: (progress: { step: string; done: number }) => void;
  /** Ends the import; nothing is left of it. */
  readonly signal?: AbortSignal;
}

/**
 * Makes a region of an OpenStreetMap extract in a process of its own, so that neither a long loop nor a crash is
 * felt here. The region appears whole or not at all: a failed, ended or killed import leaves what was there before.
 * Throws UserError: EXTRACT_*, BBOX_INVALID, REGION_NAME_INVALID, REGION_BUSY, TIMEZONE_UNKNOWN, CURRENCY_UNKNOWN,
 * SPEED_PROFILE_INVALID, FILE_UNREADABLE, FILE_UNWRITABLE, DISK_FULL, TILES_FAILED or INTERRUPTED.
 */
export async function importRegion(call: RegionImport): Promise<RegionInfo> {
  const order = checkedOrder(call);
  if (call.signal?.aborted) throw interrupted(call.name);
  settleRegion(order.regionsFolder, call.name);
  const before = readInfo(order.regionsFolder, call.name);
  try {
    const report = await runProcess(order, call);
    if (report.type === 'done') return report.info;
    if (report.code) throw new UserError(report.code, report.message);
    throw new Error(`The import of ${call.name} failed: ${report.message}`);
  } catch (error) {
    settleRegion(order.regionsFolder, call.name);
    // Stopped after its last step, before it could say so: then it is done.
    const after = readInfo(order.regionsFolder, call.name);
    if (
      error instanceof UserError &&
      error.code === 'INTERRUPTED' &&
      after &&
      after.built !== before?.built
    ) {
      return after;
    }
    throw error;
  }
}

function readInfo(folder: string, name: string): RegionInfo | null {
  const place = locateRegion(folder, name);
  // Written whole by an import before its folder got this name.
  return place ? (JSON.parse(readFileSync(join(place, 'region.json'), 'utf8')) as RegionInfo) : null;
}

function checkedOrder(call: RegionImport): ImportOrder {
  if (!isRegionName(call.name)) {
    throw new UserError('REGION_NAME_INVALID', `“${call.name}” cannot be the name of a region.`);
  }
  if (call.bbox) checkBox(call.bbox);
  checkPlace(call.timezone, call.currency);
  const folder = regionsFolder(resolve(call.dataDir));
  const options: BuildOptions = {
    source: isUrl(call.source) ? call.source : resolve(call.source),
    name: call.name,
    bbox: call.bbox ?? null,
    timezone: call.timezone ?? null,
    currency: call.currency ?? null,
    attribution: call.attribution ?? null,
    speeds: call.speedProfileFile ? readSpeedProfile(call.speedProfileFile) : mountainSpeeds,
    gazetteerBefore: join(folder, call.name, 'gazetteer.sqlite'),
  };
  return { regionsFolder: folder, options };
}

function checkBox(bbox: Bounds): void {
  const [west, south, east, north] = bbox;
  const isBox =
    bbox.length === 4 &&
    bbox.every(Number.isFinite) &&
    west >= -180 &&
    east <= 180 &&
    south >= -90 &&
    north <= 90 &&
    west < east &&
    south < north;
  if (!isBox) throw new UserError('BBOX_INVALID', `${bbox.join(',')} is no box west,south,east,north.`);
}

async function runProcess(
  order: ImportOrder,
  call: RegionImport,
): Promise<Exclude<ImportReport, { type: 'progress' }>> {
  const { file, argv } = entryFile('region-import');
  // Its own process group: a Ctrl-C in the terminal reaches this process only, which then ends the whole group.
  const child = fork(file, argv, {
    detached: true,
    // Blocks of an extract live shortly: with room for them the collector has half the work.
    execArgv: ['--max-semi-space-size=32'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const end = (): void => killGroup(child);
  call.signal?.addEventListener('abort', end, { once: true });
  let result: Exclude<ImportReport, { type: 'progress' }> | null = null;
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2000);
  });
  child.on('message', (message) => {
    // Sent by region-import-process, which shares the type.
    const report = message as ImportReport;
    if (report.type === 'progress') call.onProgress?.({ step: report.step, done: report.done });
    else result = report;
  });
  try {
    // Where it cannot be told, it died at once: its end, awaited below, says so.
    child.send(order, () => {});
    const how = await new Promise<string>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    if (result) return result;
    if (call.signal?.aborted) throw interrupted(call.name);
    const reason = complaint.trim() === '' ? '' : `: ${complaint.trim()}`;
    throw new UserError('INTERRUPTED', `The import of ${call.name} was ended by ${how}${reason}.`);
  } finally {
    call.signal?.removeEventListener('abort', end);
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // It ended by itself a moment ago.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function interrupted(name: string): UserError {
  return new UserError('INTERRUPTED', `The import of ${name} was stopped; nothing was changed.`);
}
