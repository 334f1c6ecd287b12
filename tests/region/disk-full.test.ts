import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { importRegion } from '#server/region/import-region.ts';
import { valley, writeExtract } from '../support/extracts.ts';

const folder = mkdtempSync(join(tmpdir(), 'hubward-full-'));
const disk = join(folder, 'disk');

/** A file system of its own of a few hundred kilobytes: real ENOSPC. Only root may mount one. */
function mountTiny(kilobytes: number): boolean {
  mkdirSync(disk);
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', disk], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    console.log('skipped: a tiny file system cannot be mounted here (it takes root)');
    return false;
  }
}

const isMounted = mountTiny(600);
afterAll(() => {
  if (isMounted) execFileSync('/bin/umount', [disk]);
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!isMounted)('an import onto a full disk', () => {
  it.each([0, 200, 400, 500, 580])('says so and leaves nothing, with %i KB taken', async (taken) => {
    const extract = join(folder, 'valley.osm.pbf');
    await writeExtract(extract, valley);
    writeFileSync(join(disk, 'taken'), Buffer.alloc(taken * 1024, 1));
    const outcome = await importRegion({ source: extract, name: 'valley', dataDir: disk }).then(
      () => 'no error',
      (error: { code?: string }) => error.code ?? String(error),
    );
    if (outcome === 'no error') rmSync(join(disk, 'regions', 'valley'), { recursive: true });
    else expect(outcome).toBe('DISK_FULL');
    if (taken >= 500) expect(outcome).toBe('DISK_FULL');
    expect(readdirSync(join(disk, 'regions'))).toEqual([]);
    rmSync(join(disk, 'taken'));
  });
});
