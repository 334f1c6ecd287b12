import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { isRegionName, locateRegion, lockRegion } from '#server/region/region-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'hubward-folder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Takes and frees the lock again and again in another thread, with the same two steps as the module. */
const rival = `
  const { workerData, parentPort } = require('node:worker_threads');
  const Database = require(workerData.sqlite);
  const { rmSync } = require('node:fs');
  for (let i = 0; i < 300; i++) {
    const db = new Database(workerData.file, { timeout: 0 });
    try { db.exec('BEGIN EXCLUSIVE'); rmSync(workerData.file, { force: true }); } catch {}
    db.close();
  }
  parentPort.postMessage('done');`;

describe('the lock of a region', () => {
  it('is held by one at a time and leaves no file', () => {
    const lock = lockRegion(folder, 'sin-ho');
    expect(lockRegion(folder, 'sin-ho')).toBeNull();
    const other = lockRegion(folder, 'xinping');
    expect(other).not.toBeNull();
    other?.release();
    lock?.release();
    expect(readdirSync(folder)).toEqual([]);
    lockRegion(folder, 'sin-ho')?.release();
  });

  it('bears that others take and remove its file at the same time', async () => {
    const sqlite = new URL('../../node_modules/better-sqlite3', import.meta.url).pathname;
    const workerData = { sqlite, file: join(folder, '.lock-sin-ho') };
    const worker = new Worker(rival, { eval: true, workerData });
    const finished = new Promise((resolve) => worker.once('message', () => resolve('finished')));
    const tick = () => new Promise((resolve) => setImmediate(() => resolve('going on')));
    while ((await Promise.race([finished, tick()])) === 'going on')
      lockRegion(folder, 'sin-ho', 5)?.release();
    expect(await finished).toBe('finished');
    await worker.terminate();
  });
});

describe('the name of a region', () => {
  it('cannot lead out of the folder', () => {
    for (const name of ['..', '.old-x', 'a/b', 'A', 'a b', 'a~b', '-a', 'a-', '']) {
      expect(isRegionName(name)).toBe(false);
      expect(locateRegion(folder, name)).toBeNull();
    }
    for (const name of ['a', 'sin-ho', '2026-xinping']) expect(isRegionName(name)).toBe(true);
  });
});
