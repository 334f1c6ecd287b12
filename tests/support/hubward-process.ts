import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A running `npm start`, as its user has it. */
export interface HubwardProcess {
  readonly url: string;
  /** The one-time sign-in link it printed. */
  readonly link: string | null;
  readonly pid: number;
  /** Everything printed so far. */
  output(): string;
  /** SIGTERM and wait. */
  stop(): Promise<void>;
  /** SIGKILL and wait. */
  kill(): Promise<void>;
}

/** Starts the built server on a free port; rejects with its output where it ends before it is ready. */
export async function startHubward(
  dataDir: string,
  env: Record<string, string> = {},
): Promise<HubwardProcess> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'main'], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: 'warn', PORT: '0', ...env, HUBWARD_DATA: dataDir, HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      if (/ready at/.test(output) && output.endsWith('\n')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`Hubward ended with ${code}:\n${output}`)));
  });
  await ready;
  const url = /ready at (\S+)/.exec(output)?.[1];
  if (!url || child.pid === undefined) throw new Error(`Hubward did not say where it is:\n${output}`);
  return {
    url,
    get link() {
      return /(https?:\S+\/invite\S+)/.exec(output)?.[1] ?? null;
    },
    pid: child.pid,
    output: () => output,
    stop: () => end(child, 'SIGTERM', ended),
    kill: () => end(child, 'SIGKILL', ended),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals, ended: Promise<void>): Promise<void> {
  child.kill(signal);
  await ended;
}

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface CliOptions {
  readonly env?: Record<string, string>;
  /** Hears all of stderr so far at each piece of it. */
  readonly onError?: (stderr: string, child: ChildProcess) => void;
}

/** Runs `hubward ARGS` as its user does. */
export async function runHubward(
  dataDir: string,
  args: readonly string[],
  cwd = root,
  { env = {}, onError = () => undefined }: CliOptions = {},
): Promise<CliResult> {
  const child = spawn(process.execPath, [`${root}scripts/run.mjs`, 'cli', ...args], {
    cwd,
    env: { ...process.env, ...env, HUBWARD_DATA: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    onError(stderr, child);
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}
