import { accessSync, constants, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
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

/**
 * Whether a file can be made there, before work is done for it.
 *
 * @throws UserError FILE_UNWRITABLE
 */
export function assertWritable(file: string): void {
  try {
    accessSync(dirname(file), constants.W_OK);
  } catch (cause) {
    throw new UserError('FILE_UNWRITABLE', `${dirname(file)} is no folder that can be written to.`, {
      cause,
    });
  }
}
