import { readFileSync } from 'node:fs';
import { UserError } from '#server/domain/user-error.ts';

/**
 * A whole file.
 *
 * @throws UserError FILE_UNREADABLE
 */
export function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new UserError('FILE_UNREADABLE', `${file}: ${String(cause)}`, { cause });
  }
}
