import { createRequire } from 'node:module';
import { pino, type Logger } from 'pino';
import type { Config } from './config.ts';

const require = createRequire(import.meta.url);

/** Ten files of 10 MB, a new one each day too: a forgotten server does not fill its disk with logs. */
const rotation = { size: '10m', frequency: 'daily', limit: { count: 9, removeOtherLogFiles: true } };

const secrets = ['.cookie', '.authorization', '["set-cookie"]', '.password', '.token', '.secret', '.link'];

/** Logs JSON lines to standard output, or to a rotated LOG_FILE. Fields that hold secrets are struck out. */
export function makeLogger({ logLevel, logFile }: Pick<Config, 'logLevel' | 'logFile'>): Logger {
  const redact = { paths: redactedPaths(), censor: '[struck out]' };
  if (logFile === null) return pino({ level: logLevel, redact });
  const file = pino.transport({
    target: require.resolve('pino-roll'),
    options: { file: logFile, mkdir: true, ...rotation },
  });
  return pino({ level: logLevel, redact }, file);
}

/** A secret's field by itself, within any object logged, and within the headers of a call logged. */
function redactedPaths(): string[] {
  return ['', '*', '*.headers'].flatMap((place) =>
    secrets.map((secret) => (place === '' ? secret.replace(/^\./, '') : `${place}${secret}`)),
  );
}
