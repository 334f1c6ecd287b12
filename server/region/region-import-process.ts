import { UserError } from '#server/domain/user-error.ts';
import { buildRegion } from './build-region.ts';
import { isDiskFull } from './build-tiles.ts';
import type { ImportOrder, ImportReport } from './import-protocol.ts';
import { lockRegion, makeBuildFolder, swapIn } from './region-folder.ts';

/** Progress is told this often at most. */
const reportEveryMs = 100;
/** A start of the server that clears up holds a lock for this long at most. */
const lockWaitMs = 500;

// The process leads its own group, with the tile builder in it: neither outlives the parent.
process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'));
process.once('message', async (order) => {
  // Sent by importRegion, which shares the type.
  const report = await run(order as ImportOrder);
  process.send?.(report, () => process.exit(0));
});

async function run({ regionsFolder, options }: ImportOrder): Promise<ImportReport> {
  let folder = regionsFolder;
  try {
    const lock = lockRegion(regionsFolder, options.name, lockWaitMs);
    if (!lock) throw new UserError('REGION_BUSY', `${options.name} is being imported already.`);
    try {
      folder = makeBuildFolder(regionsFolder, options.name);
      const info = await buildRegion(options, folder, throttled());
      swapIn(regionsFolder, options.name, folder);
      return { type: 'done', info };
    } finally {
      lock.release();
    }
  } catch (error) {
    return failure(error, folder);
  }
}

function throttled(): (step: string, done: number) => void {
  let last = 0;
  return (step, done) => {
    const now = performance.now();
    if (now - last < reportEveryMs) return;
    last = now;
    process.send?.({ type: 'progress', step, done } satisfies ImportReport);
  };
}

function failure(error: unknown, folder: string): ImportReport {
  if (error instanceof UserError) return { type: 'failed', code: error.code, message: error.message };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL' || isFullWrite(code, folder)) {
    return { type: 'failed', code: 'DISK_FULL', message: `There is no space left in ${folder}.` };
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM' || code === 'ENOTDIR') {
    return { type: 'failed', code: 'FILE_UNWRITABLE', message: `${folder} cannot be written: ${code}.` };
  }
  return {
    type: 'failed',
    code: null,
    message: error instanceof Error ? (error.stack ?? '') : String(error),
  };
}

/** SQLite reports some failed writes without saying why. */
function isFullWrite(code: string, folder: string): boolean {
  return code.startsWith('SQLITE_IOERR') && isDiskFull(folder);
}
