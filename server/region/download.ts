import { createWriteStream } from 'node:fs';
import { promises, Readable, Transform } from 'node:stream';
import { UserError } from '#server/domain/user-error.ts';

export function isUrl(source: string): boolean {
  return /^https?:\/\//.test(source);
}

/** Streams a file to the path. UserError EXTRACT_UNREACHABLE, or EXTRACT_TRUNCATED where the connection broke off. */
export async function download(url: string, path: string, onProgress: (done: number) => void): Promise<void> {
  const answer = await fetchExtract(url);
  const expected = Number(answer.headers.get('content-length') ?? Number.NaN);
  let received = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      received += chunk.length;
      onProgress(Number.isFinite(expected) ? received / expected : 0);
      next(null, chunk);
    },
  });
  try {
    // fetch types its body as the DOM's stream; in Node it is this one.
    const body = Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]);
    await promises.pipeline(body, count, createWriteStream(path));
  } catch (error) {
    if (isWriteError(error)) throw error;
    throw new UserError('EXTRACT_TRUNCATED', `${url} broke off after ${received} bytes.`, { cause: error });
  }
  // A compressed transfer has another length than what it unpacks to.
  const isPlain = answer.headers.get('content-encoding') === null;
  if (isPlain && Number.isFinite(expected) && received !== expected) {
    throw new UserError('EXTRACT_TRUNCATED', `${url} gave ${received} of ${expected} bytes.`);
  }
}

async function fetchExtract(url: string): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, { redirect: 'follow' });
  } catch (error) {
    const reason =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new UserError('EXTRACT_UNREACHABLE', `${url} does not answer: ${reason}.`, { cause: error });
  }
  if (answer.ok && answer.body) return answer;
  throw new UserError('EXTRACT_UNREACHABLE', `${url} answered ${answer.status} ${answer.statusText}.`);
}

function isWriteError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'write';
}
