import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { UserError } from '#server/domain/user-error.ts';

/**
 * Writes a file whole or not at all.
 *
 * @throws UserError FILE_UNWRITABLE, DISK_FULL
 */
export function writeWhole(file: string, content: string): void {
  const part = `${file}.part-${process.pid}`;
  try {
    writeFileSync(part, content, { flush: true });
    renameSync(part, file);
  } catch (cause) {
    rmSync(part, { force: true });
    const isFull = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC';
    throw new UserError(isFull ? 'DISK_FULL' : 'FILE_UNWRITABLE', `${file}: ${String(cause)}`, { cause });
  }
}
