import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type WebhookBody, webhookBody } from '#server/contract/program.ts';
import { makeWebhooks, retrySeconds } from '#server/services/webhooks/webhooks.ts';
import { sampleHub, sampleRequest } from '../../store/samples.ts';
import { tempStore } from '../../store/temp-store.ts';

const hub = sampleHub();
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** A program that takes calls, or answers with another status. */
async function listen() {
  const taken: { headers: NodeJS.Dict<string | string[]>; text: string; body: WebhookBody }[] = [];
  const answer = { status: 200 };
  const server = createServer((req, res) => {
    let text = '';
    req.on('data', (chunk: Buffer) => (text += chunk.toString()));
    req.on('end', () => {
      taken.push({ headers: req.headers, text, body: webhookBody.parse(JSON.parse(text)) });
      res.writeHead(answer.status, { location: 'http://127.0.0.1:1/elsewhere' }).end('ignored');
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return { url: `http://127.0.0.1:${address.port}/hook`, taken, answer };
}

async function world(isPrivateAllowed = true) {
  let at = '2026-03-02T01:00:00.000Z';
  const { store } = tempStore({ now: () => at });
  await store.hubs.add(hub, []);
  let last = 0;
  const failures: string[] = [];
  const webhooks = makeWebhooks({
    store,
    newId: () => `id-${++last}`,
    now: () => at,
    randomBytes,
    isPrivateAllowed,
    onFailure: (_error, at) => void failures.push(at),
  });
  const { id: cooperative } = await store.cooperatives.add(hub.id, {
    name: 'Tả Phìn',
    phone: '',
    locale: 'vi',
    divides_by: null,
  });
  const book = (id: string, of = 'Tả Phìn') =>
    store.requests.addAll(hub.id, [sampleRequest({ id, cooperative: of })]);
  const pass = (seconds: number) => void (at = new Date(Date.parse(at) + seconds * 1000).toISOString());
  return { store, webhooks, cooperative, book, pass, failures };
}

describe('webhooks', () => {
  it('tell what becomes of a cooperative’s requests, signed, each state once', async () => {
    const { store, webhooks, cooperative, book } = await world();
    const program = await listen();
    const { secret } = await webhooks.add(hub.id, { cooperative, url: program.url });
    await book('r1');
    await book('r2', 'Sa Pa');
    await webhooks.turn();
    await store.requests.setState(hub.id, 'r1', 'planned');
    await webhooks.turn();
    await store.requests.setState(hub.id, 'r1', 'published');
    await webhooks.turn();
    await store.requests.setState(hub.id, 'r1', 'collected');
    await webhooks.turn();
    expect(program.taken.map(({ body }) => `${body.request.id} ${body.event}`)).toEqual([
      'r1 booked',
      'r1 planned',
      'r1 collected',
    ]);
    const [first] = program.taken;
    const timestamp = String(first?.headers['hubward-timestamp']);
    const expected = createHmac('sha256', secret).update(`${timestamp}.${first?.text}`).digest('hex');
    expect(first?.headers['hubward-signature']).toBe(`sha256=${expected}`);
    expect(await webhooks.listCalls(hub.id)).toMatchObject([
      { event: 'collected', status: 200, tries: 1, failure: null, due_at: null },
      { event: 'planned' },
      { event: 'booked' },
    ]);
  });

  it('do not tell what was so before there was one', async () => {
    const { store, webhooks, cooperative, book } = await world();
    const program = await listen();
    await book('old');
    await webhooks.add(hub.id, { cooperative, url: program.url });
    await book('new');
    await webhooks.turn();
    expect(program.taken.map(({ body }) => body.request.id)).toEqual(['new']);
    await store.requests.setState(hub.id, 'old', 'cancelled');
    await webhooks.turn();
    expect(program.taken.at(-1)?.body).toMatchObject({ event: 'cancelled', request: { id: 'old' } });
  });

  it('try again, later each time and under the same id, until it is taken', async () => {
    const { webhooks, cooperative, book, pass } = await world();
    const program = await listen();
    program.answer.status = 503;
    await webhooks.add(hub.id, { cooperative, url: program.url });
    await book('r1');
    await webhooks.turn();
    await webhooks.turn();
    expect(program.taken).toHaveLength(1);
    expect(await webhooks.listCalls(hub.id)).toMatchObject([
      { tries: 1, status: 503, failure: 'HTTP 503', delivered_at: null, due_at: '2026-03-02T01:00:10.000Z' },
    ]);
    pass(retrySeconds[0]);
    await webhooks.turn();
    pass(retrySeconds[0]);
    await webhooks.turn();
    expect(program.taken).toHaveLength(2);
    program.answer.status = 204;
    pass(retrySeconds[1]);
    await webhooks.turn();
    expect(new Set(program.taken.map(({ headers }) => headers['hubward-call'])).size).toBe(1);
    expect(await webhooks.listCalls(hub.id)).toMatchObject([{ tries: 3, status: 204, due_at: null }]);
  });

  it('give up in the end, and make the call once more when asked', async () => {
    const { webhooks, cooperative, book, pass } = await world();
    const program = await listen();
    program.answer.status = 302;
    await webhooks.add(hub.id, { cooperative, url: program.url });
    await book('r1');
    for (const seconds of [...retrySeconds, 0]) {
      await webhooks.turn();
      pass(seconds);
    }
    const [call] = await webhooks.listCalls(hub.id);
    // The address that a redirect names is not called.
    expect(call).toMatchObject({ tries: retrySeconds.length + 1, due_at: null, failure: 'HTTP 302' });
    program.answer.status = 200;
    await webhooks.retryCall(hub.id, call?.id ?? '');
    await webhooks.turn();
    expect(await webhooks.listCalls(hub.id)).toMatchObject([{ status: 200, failure: null }]);
    await expect(webhooks.retryCall(hub.id, call?.id ?? '')).rejects.toMatchObject({
      code: 'WEBHOOK_CALL_UNKNOWN',
    });
  });

  it('that were removed are called no more', async () => {
    const { webhooks, cooperative, book } = await world();
    const program = await listen();
    const { webhook } = await webhooks.add(hub.id, { cooperative, url: program.url });
    await book('r1');
    await webhooks.remove(hub.id, webhook.id);
    await webhooks.turn();
    expect([program.taken, await webhooks.list(hub.id)]).toEqual([[], []]);
  });

  it('say why there was no answer', async () => {
    const { webhooks, cooperative, book } = await world();
    const program = await listen();
    await webhooks.add(hub.id, { cooperative, url: program.url });
    await book('r1');
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
    await webhooks.turn();
    const [call] = await webhooks.listCalls(hub.id);
    expect(call).toMatchObject({ status: null, tries: 1 });
    expect(call?.failure).toContain('ECONNREFUSED');
  });

  it('at one address that cannot be called do not keep the others from being called', async () => {
    const { store, webhooks, cooperative, book } = await world();
    const program = await listen();
    const { id: other } = await store.cooperatives.add(hub.id, {
      name: 'Sa Pa',
      phone: '',
      locale: 'vi',
      divides_by: null,
    });
    // As it stands in the store of one who added it before such addresses were refused.
    const draft = { cooperative, url: 'https://u:pa%ss@127.0.0.1:1/' };
    await store.webhooks.add(hub.id, { id: 'w1', secret: 'whsec_x', ...draft });
    await webhooks.add(hub.id, { cooperative: other, url: program.url });
    // As many as are called at once.
    for (let each = 0; each < 16; each++) await book(`r${each}`);
    await book('other', 'Sa Pa');
    await webhooks.turn();
    await webhooks.turn();
    expect(program.taken.map(({ body }) => body.request.id)).toEqual(['other']);
    const calls = (await webhooks.listCalls(hub.id)).filter(({ webhook }) => webhook === 'w1');
    expect(new Set(calls.map(({ tries, status }) => `${tries} ${status}`))).toEqual(new Set(['1 null']));
    expect(calls[0]?.failure).toBe('the address has a user name or a password in it');
  });

  it('go on with the other hubs where what happened at one cannot be read', async () => {
    const { store, webhooks, cooperative, failures } = await world();
    const program = await listen();
    await webhooks.add(hub.id, { cooperative, url: program.url });
    const later = sampleHub({ id: 'hub-2', name: 'Sa Pa' });
    await store.hubs.add(later, []);
    const draft = { name: 'Tả Van', phone: '', locale: 'vi', divides_by: null } as const;
    const { id: other } = await store.cooperatives.add(later.id, draft);
    await webhooks.add(later.id, { cooperative: other, url: program.url });
    const { readOn } = store.webhooks;
    store.webhooks.readOn = async (id, newId) => {
      if (id === hub.id) throw new Error('what happened there cannot be read');
      return readOn(id, newId);
    };
    await store.requests.add(later.id, sampleRequest({ id: 'r1', cooperative: 'Tả Van' }));
    await webhooks.turn();
    expect([failures, program.taken.length]).toEqual([[hub.id], 1]);
  });

  it.each([
    'http://example.org/hook',
    'https://127.0.0.1/',
    'https://10.1.2.3/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[fd00::1]/',
    'https://2130706433/',
    'https://localhost/',
    'https://printer.local/',
    'https://intranet/',
    'https://user@example.org/hook',
    'https://u:pa%ss@example.org/hook',
  ])('do not call %s', async (url) => {
    const { webhooks, cooperative } = await world(false);
    await expect(webhooks.add(hub.id, { cooperative, url })).rejects.toMatchObject({
      code: 'WEBHOOK_ADDRESS_REFUSED',
    });
  });

  it('may call a public address', async () => {
    const { webhooks, cooperative } = await world(false);
    const { webhook } = await webhooks.add(hub.id, { cooperative, url: 'https://example.org/hook' });
    expect(await webhooks.list(hub.id)).toEqual([webhook]);
  });
});
