import { describe, expect, it } from 'vitest';
import { WaitingLine } from '#server/services/vroom/waiting-line.ts';

const never = new AbortController().signal;

/** Work that ends when it is told to. */
function work() {
  let end = (_result: string) => {};
  const ended = new Promise<string>((resolve) => (end = resolve));
  return { run: () => ended, end: (result = 'done') => end(result) };
}

function come(line: WaitingLine, signal = never) {
  const places: number[] = [];
  const own = work();
  const result = line.run({ seconds: 10, signal, onPlace: (place) => places.push(place) }, own.run);
  result.catch(() => undefined); // looked at by the tests that mean it
  return { ...own, places, result };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the waiting line', () => {
  it('lets in as many as may be served, and the others in the order in which they came', async () => {
    const line = new WaitingLine({ atOnce: 2, waiting: 5 });
    const all = [1, 2, 3, 4].map(() => come(line));
    expect(all.map(({ places }) => places)).toEqual([[], [], [1], [2]]);
    expect(line.state).toEqual({ running: 2, waiting: 2 });
    all[1]!.end();
    await all[1]!.result;
    await settle();
    expect(all.map(({ places }) => places)).toEqual([[], [], [1], [2, 1]]);
    expect(line.state).toEqual({ running: 2, waiting: 1 });
    for (const each of all) each.end();
    expect(await Promise.all(all.map(({ result }) => result))).toEqual(['done', 'done', 'done', 'done']);
    expect(line.state).toEqual({ running: 0, waiting: 0 });
  });

  it('tells who comes when it is full how long all that are there may take', async () => {
    const line = new WaitingLine({ atOnce: 2, waiting: 1 });
    const all = [1, 2, 3].map(() => come(line));
    await expect(come(line).result).rejects.toMatchObject({
      code: 'SOLVE_QUEUE_FULL',
      message: '2 calls are being answered and 1 wait.',
      retryAfterSeconds: 15,
    });
    for (const each of all) each.end();
    await Promise.all(all.map(({ result }) => result));
  });

  it('forgets who goes away while waiting, and lets the next one in after work that failed', async () => {
    const line = new WaitingLine({ atOnce: 1, waiting: 5 });
    const first = line.run({ seconds: 1, signal: never, onPlace: () => undefined }, async () => {
      await settle();
      throw new Error('it failed');
    });
    const gone = new AbortController();
    const second = come(line, gone.signal);
    const third = come(line);
    gone.abort(new Error('away'));
    await expect(second.result).rejects.toThrow('away');
    expect(third.places).toEqual([2, 1]);
    await expect(first).rejects.toThrow('it failed');
    third.end('served');
    expect(await third.result).toBe('served');
  });

  it('does not begin for somebody who is away already', async () => {
    const line = new WaitingLine({ atOnce: 1, waiting: 0 });
    await expect(come(line, AbortSignal.abort(new Error('away'))).result).rejects.toThrow('away');
    expect(line.state).toEqual({ running: 0, waiting: 0 });
  });
});
