import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { webhookBody } from '#server/contract/program.ts';
import { makeWebhooks } from '#server/services/webhooks/webhooks.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { collected } from '../../domain/drive/made-run.ts';
import { today } from '../../store/samples.ts';
import { dayOfTwelve, record } from '../desk/desk-world.ts';
import { drivenWorld } from '../receiving/driven-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

/** A program that takes every call. */
async function listen() {
  const taken: { request: string; event: string }[] = [];
  const server = createServer((req, res) => {
    let text = '';
    req.on('data', (chunk: Buffer) => (text += chunk.toString()));
    req.on('end', () => {
      const { event, request } = webhookBody.parse(JSON.parse(text));
      taken.push({ request: request.id, event });
      res.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return { url: `http://127.0.0.1:${address.port}/`, taken: () => taken.splice(0) };
}

it('tell that the driver has left for it, what he collected, and that its day is settled', async () => {
  const requests = dayOfTwelve().map((request) => ({ ...request, cooperative: 'Tả Phìn' }));
  const { store, tap, requests: inRun, money, desk } = await drivenWorld(solver, { requests });
  const webhooks = makeWebhooks({
    store,
    newId: randomUUID,
    now: () => new Date().toISOString(),
    randomBytes,
    isPrivateAllowed: true,
    onFailure: (error) => {
      throw error;
    },
  });
  const turn = async () => {
    // So many calls are made in one turn.
    for (let turns = 0; turns < 3; turns++) await webhooks.turn();
  };
  const { url, taken } = await listen();
  const [cooperative] = await store.cooperatives.list('hub-1');
  await webhooks.add('hub-1', { cooperative: cooperative!.id, url });
  await turn();
  expect(taken()).toEqual([]);

  const [leaving] = await tap({ kind: 'left_hub', trip: 0 });
  await turn();
  const onTheWay = taken();
  expect(new Set(onTheWay.map(({ event }) => event))).toEqual(new Set(['on_the_way']));
  expect(onTheWay.map(({ request }) => request).sort()).toEqual([...inRun].sort());

  // He had tapped by mistake.
  await tap({ kind: 'undone', event: leaving!.id });
  await turn();
  expect(new Set(taken().map(({ event }) => event))).toEqual(new Set(['planned']));
  await tap({ kind: 'left_hub', trip: 0 }, collected(inRun[0]!, 150.5));
  await turn();
  const first = taken().filter(({ request }) => request === inRun[0]);
  expect(first).toEqual([{ request: inRun[0], event: 'collected' }]);

  const { edit_version: editVersion } = await desk.get(record);
  await money.settle('hub-1', today, { basis: 'kg', editVersion }, 'user-1');
  await turn();
  expect(taken()).toContainEqual({ request: inRun[0], event: 'settled' });
  await turn();
  expect(taken()).toEqual([]);
});
