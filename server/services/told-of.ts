import { errorMeanings } from '#server/contract/errors.ts';

/** Code and sentence of a refusal; of any other failure, whose words mean nothing to people, where they are. */
export function toldOf(error: unknown): { code: string; message: string } {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return error instanceof Error && typeof code === 'string' && Object.hasOwn(errorMeanings, code)
    ? { code, message: error.message }
    : { code: 'INTERNAL', message: 'The server’s log has the cause.' };
}
