import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { checkDisk, diskSpace, watchDisk } from '#server/config/disk.ts';
import { makeLogger } from '#server/config/logger.ts';

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hubward-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it('reads the free space of a folder and compares it with the limit', async () => {
  const folder = tempFolder();
  const { freeBytes, totalBytes } = await diskSpace(folder);
  expect(freeBytes).toBeGreaterThan(0);
  expect(totalBytes).toBeGreaterThanOrEqual(freeBytes);
  expect(await checkDisk({ folder, warningMb: 0 })).toMatchObject({ name: 'disk', ok: true });
  expect(await checkDisk({ folder, warningMb: 1e9 })).toMatchObject({
    ok: false,
    detail: expect.stringMatching(/^only \d+ MB free, warned below 1000000000 MB$/),
  });
});

it('warns while space is short, and when it cannot be told', async () => {
  const warned: string[] = [];
  const logger = { warn: (_about: object, message: string) => warned.push(message) };
  const stop = watchDisk({ folder: tempFolder(), warningMb: 1e9 }, logger, 5);
  await vi.waitFor(() => expect(warned.length).toBeGreaterThan(1));
  stop();
  expect(warned[0]).toMatch(/nearly full/);
  const stopOther = watchDisk({ folder: '/no/such/folder', warningMb: 1 }, logger, 60_000);
  await vi.waitFor(() => expect(warned.at(-1)).toMatch(/could not be read/));
  stopOther();
});

it('logs to a numbered file below LOG_FILE and strikes secrets out', async () => {
  const folder = tempFolder();
  const logger = makeLogger({ logLevel: 'info', logFile: join(folder, 'logs/hubward.log') });
  logger.debug('not this');
  logger.info({ headers: { cookie: 'hubward=abc', authorization: 'Bearer abc', host: 'h' } }, 'seen');
  logger.info({ req: { headers: { cookie: 'abc' } }, res: { headers: { 'set-cookie': ['abc'] } } }, 'seen');
  logger.info({ token: 'abc', body: { password: 'abc' }, link: '/invite/abc' }, 'seen');
  const read = () =>
    readdirSync(join(folder, 'logs'))
      .map((name) => readFileSync(join(folder, 'logs', name), 'utf8'))
      .join('');
  await vi.waitFor(() => expect(read().match(/seen/g)).toHaveLength(3), 10_000);
  expect(read()).not.toMatch(/abc|not this/);
  expect(read().match(/\[struck out\]/g)).toHaveLength(7);
  expect(read()).toContain('"host":"h"');
});
