import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LonLat } from '#server/routing/port.ts';
import { makeValhallaEngine } from '#server/routing/valhalla/valhalla-engine.ts';
import { inValley, makeValley } from '../region-folder.ts';
import type { RegionFolder } from '../region-folder.ts';

let valley: RegionFolder;
beforeAll(async () => {
  valley = await makeValley();
});
afterAll(() => valley.remove());

const points: LonLat[] = Array.from({ length: 120 }, (_, index) =>
  inValley(index * 1_000, (index % 5) * 150),
);
const all = [...points.keys()];

const withEngine = async (
  options: { processes?: number; timeoutMs?: number },
  use: (engine: ReturnType<typeof makeValhallaEngine>, log: string[]) => Promise<void>,
): Promise<void> => {
  const log: string[] = [];
  const logger = {
    info: () => undefined,
    warn: (_details: object, message: string) => void log.push(message),
  };
  const engine = makeValhallaEngine({ regionFolder: valley.folder, logger, ...options });
  try {
    await use(engine, log);
  } finally {
    await engine.close();
  }
};

/** Alive and not a zombie: a killed process stays listed until its parent has asked for its end. */
function isAlive(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return isSignalled(pid);
  return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

function isSignalled(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the processes of the embedded engine', () => {
  it('are not started before the first call and are gone after close', async () => {
    let pids: number[] = [];
    await withEngine({ processes: 2 }, async (engine) => {
      await engine.identity();
      expect(engine.pids()).toEqual([]);
      await engine.table(points, all, all, { profile: 'light' });
      pids = engine.pids();
      expect(pids).toHaveLength(2);
      expect(pids.every(isAlive)).toBe(true);
    });
    expect(pids.some(isAlive)).toBe(false);
  });

  it('are replaced when killed in the middle of a call, which then succeeds', async () => {
    await withEngine({ processes: 2 }, async (engine, log) => {
      const undisturbed = await engine.table(points, all, all, { profile: 'heavy' });
      const before = engine.pids();
      let killed = 0;
      const disturbed = await engine.table(points, all, all, {
        profile: 'heavy',
        onProgress: () => {
          // After the first block, when each process has another one in hand.
          if (killed === 0) for (const pid of before) killed += Number(process.kill(pid, 'SIGKILL'));
        },
      });
      expect(killed).toBe(2);
      expect(disturbed.seconds).toEqual(undisturbed.seconds);
      expect(disturbed.metres).toEqual(undisturbed.metres);
      // An idle process's end may be heard of after the answer.
      await expect
        .poll(() => engine.pids().some((pid) => before.includes(pid)), { timeout: 10_000 })
        .toBe(false);
      expect(log.some((message) => message.includes('process ended'))).toBe(true);
    });
  });

  it('are replaced when killed between two calls', async () => {
    await withEngine({ processes: 1 }, async (engine) => {
      const [first] = await engine.nearest([inValley(500, 10)], { profile: 'light' });
      for (const pid of engine.pids()) process.kill(pid, 'SIGKILL');
      const [second] = await engine.nearest([inValley(700, 10)], { profile: 'light' });
      expect(second?.distanceMetres).toBeCloseTo(first?.distanceMetres ?? -1, 0);
    });
  });

  it('give a call up that loses its process again and again', async () => {
    await withEngine({ processes: 1 }, async (engine) => {
      const over = new AbortController();
      const killing = (async () => {
        while (!over.signal.aborted) {
          for (const pid of engine.pids()) process.kill(pid, 'SIGKILL');
          await sleep(5);
        }
      })();
      await expect(engine.table(points, all, all, { profile: 'light' })).rejects.toMatchObject({
        name: 'RoutingError',
        code: 'ROUTING_UNAVAILABLE',
      });
      over.abort();
      await killing;
      const { seconds } = await engine.table(points, [0], [1], { profile: 'light' });
      expect(seconds[0]).toBeGreaterThan(0);
    });
  });

  it('are killed when a call takes too long', async () => {
    await withEngine({ processes: 1, timeoutMs: 1 }, async (engine) => {
      await expect(engine.table(points, all, all, { profile: 'light' })).rejects.toMatchObject({
        code: 'ROUTING_TIMEOUT',
      });
    });
  });

  it('leave a cancelled call at once and answer the next one', async () => {
    await withEngine({ processes: 1 }, async (engine) => {
      const controller = new AbortController();
      const cancelled = engine.table(points, all, all, {
        profile: 'light',
        signal: controller.signal,
        onProgress: () => controller.abort(),
      });
      await expect(cancelled).rejects.toMatchObject({ code: 'ROUTING_CANCELLED' });
      await expect(
        engine.nearest([inValley(1, 1)], { profile: 'light', signal: AbortSignal.abort() }),
      ).rejects.toMatchObject({ code: 'ROUTING_CANCELLED' });
      expect(await engine.nearest([inValley(2, 2)], { profile: 'light' })).toHaveLength(1);
    });
  });

  it('refuse calls after close', async () => {
    const engine = makeValhallaEngine({ regionFolder: valley.folder, processes: 1 });
    await engine.close();
    await expect(engine.nearest([inValley(0, 0)], { profile: 'light' })).rejects.toMatchObject({
      code: 'ROUTING_UNAVAILABLE',
    });
  });

  it('end with a parent that is killed', async () => {
    const [lon, lat] = inValley(0, 0);
    const owner = spawn(
      process.execPath,
      [fileURLToPath(new URL('engine-owner.mjs', import.meta.url)), valley.folder, String(lon), String(lat)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(owner.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(isAlive(pid)).toBe(true);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    for (let tries = 0; isAlive(pid) && tries < 400; tries++) await sleep(25);
    expect(isAlive(pid)).toBe(false);
  });
});
