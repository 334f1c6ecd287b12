import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { entryFile } from '#server/entry-file.ts';
import type { EngineTask, FromEngine, ToEngine } from './protocol.ts';

/** The end of what a process said on standard error, for the log when it dies. */
const keptErrorCharacters = 2_000;

export interface EngineProcessEvents {
  onMessage(message: FromEngine): void;
  /** Once, when the process is gone, however that came about. */
  onGone(reason: string): void;
}

/** One child process with one engine. It does one task at a time; the pool sees to that. */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;
  #errorOutput = '';

  constructor(tilesFolder: string, events: EngineProcessEvents) {
    const { file, argv } = entryFile('valhalla-process');
    this.#child = fork(file, [...argv, tilesFolder], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // One thread of the addon is one engine with its own cache of tiles.
      env: { ...process.env, UV_THREADPOOL_SIZE: '1' },
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errorOutput = (this.#errorOutput + text).slice(-keptErrorCharacters);
    });
    this.#child.on('message', (message) => events.onMessage(message as FromEngine));
    this.#gone = new Promise((resolve) => {
      let isTold = false;
      const goneBecause = (reason: string): void => {
        if (isTold) return;
        isTold = true;
        resolve();
        events.onGone(this.#errorOutput.trim() ? `${reason}: ${this.#errorOutput.trim()}` : reason);
      };
      this.#child.on('error', (error) => {
        this.kill();
        goneBecause(error.message);
      });
      this.#child.on('exit', (code, signal) => goneBecause(signal ?? `exit code ${code}`));
    });
    this.hold(false);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** An error in sending is followed by the process's end, which says it. */
  send(id: number, task: EngineTask): void {
    const message: ToEngine = { id, task };
    this.#child.send(message, () => undefined);
  }

  /** Whether the process keeps its parent from ending: only while it has something to answer. */
  hold(isNeeded: boolean): void {
    const streams = [this.#child, this.#child.channel, this.#child.stderr as unknown as ChildProcess | null];
    for (const stream of streams) {
      if (isNeeded) stream?.ref();
      else stream?.unref();
    }
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  async stopped(): Promise<void> {
    this.hold(true);
    this.kill();
    await this.#gone;
  }
}
