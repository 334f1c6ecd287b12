import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NewWeighIn } from '#server/contract/receiving.ts';
import { WeighInQueue } from '#web/dispatch/receiving/weigh-in-queue.ts';

const [mai, tu] = [
  { id: 'u1', name: 'Mai' },
  { id: 'u2', name: 'Tú' },
];
const key = 'hubward.weigh-ins.h1';
const weighIn = (id: string): Omit<NewWeighIn, 'weighed_by'> => ({
  id,
  date: '2026-03-02',
  vehicle: 'L-1',
  trip: 1,
  weighed_at: '2026-03-02T06:00:00Z',
  lines: [],
  is_together: false,
  crates_back: 3,
});

/** The server: by whom each entry came; whoever is signed in there. */
let taken: { id: string; by: string }[];
let signedIn: string;
let device: Map<string, string>;

beforeEach(() => {
  taken = [];
  signedIn = mai.id;
  device = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => device.get(name) ?? null,
    setItem: (name: string, value: string) => void device.set(name, value),
  });
  for (const name of ['addEventListener', 'removeEventListener']) vi.stubGlobal(name, () => undefined);
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const { id, weighed_by: by } = JSON.parse(body) as NewWeighIn; // as the queue sends it
    if (by !== null && by !== signedIn) return json(409, { code: 'WEIGHED_BY_OTHER', status: 409 });
    taken.push({ id, by: signedIn });
    return json(201, { date: '2026-03-02', is_settled: false, arrivals: [], requests: [] });
  });
});
afterEach(() => vi.unstubAllGlobals());

const json = (status: number, body: object) =>
  new Response(JSON.stringify({ type: 'about:blank', title: '', action: '', ...body }), {
    status,
    headers: { 'content-type': 'application/json' },
  });
const pendingOf = ({ state }: WeighInQueue) =>
  state.get().pending.map(({ by, weighIn: { id }, problem }) => [id, by, problem]);

/** A page of the tablet, with how often it heard that somebody else is signed in. */
function openQueue(user: string) {
  const onOther = vi.fn<() => void>();
  const queue = new WeighInQueue('h1', { onTaken: () => undefined, onOther });
  return { queue, onOther, stop: queue.start(user) };
}

describe('what waits on a tablet that several use', () => {
  it('waits for who weighed it while somebody else is signed in', async () => {
    const without = openQueue(mai.id);
    without.stop();
    without.queue.add(weighIn('a'), mai);

    signedIn = tu.id;
    const others = openQueue(tu.id);
    others.queue.add(weighIn('b'), tu);
    await vi.waitFor(() => expect(pendingOf(others.queue)).toEqual([['a', 'Mai', null]]));
    expect(taken).toEqual([{ id: 'b', by: tu.id }]);
    others.stop();

    signedIn = mai.id;
    const own = openQueue(mai.id);
    await vi.waitFor(() => expect(pendingOf(own.queue)).toEqual([]));
    expect(taken.at(-1)).toEqual({ id: 'a', by: mai.id });
    own.stop();
  });

  it('is sent by another one only as his own, once he says so', async () => {
    const without = openQueue(mai.id);
    without.stop();
    without.queue.add(weighIn('a'), mai);
    signedIn = tu.id;
    const { queue, stop } = openQueue(tu.id);
    queue.takeOver(mai.id, tu);
    expect(pendingOf(queue)).toEqual([['a', 'Tú', null]]);
    await vi.waitFor(() => expect(taken).toEqual([{ id: 'a', by: tu.id }]));
    stop();
  });

  it('stays where the server knows of another one signed in, and asks who that is', async () => {
    signedIn = tu.id;
    const { queue, onOther, stop } = openQueue(mai.id);
    queue.add(weighIn('a'), mai);
    await vi.waitFor(() => expect(onOther).toHaveBeenCalledTimes(1));
    expect(pendingOf(queue)).toEqual([['a', 'Mai', null]]);
    stop();
  });

  it('is nobody’s where it was kept before names were, and then sent by who takes it', async () => {
    device.set(key, JSON.stringify([{ weighIn: weighIn('a'), problem: null }]));
    const { queue, stop } = openQueue(mai.id);
    expect(pendingOf(queue)).toEqual([['a', null, null]]);
    expect(taken).toEqual([]);
    queue.takeOver(null, mai);
    await vi.waitFor(() => expect(taken).toEqual([{ id: 'a', by: mai.id }]));
    stop();
  });
});
