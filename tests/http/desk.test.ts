import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServedApp, serveApp } from './served.ts';

let app: ServedApp;
beforeAll(async () => {
  app = await serveApp();
});
afterAll(() => app.close());

const post = (path: string, body: unknown) =>
  app.as('dispatcher', 'hub-a', `/api/hubs/hub-a/desk/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const onVersion = { date: '2026-03-02', edit_version: 1 };

it('sends the tables as bytes that a browser may keep under their key', async () => {
  const path = '/api/hubs/hub-a/desk/tables?date=2026-03-02&key=k1';
  const answer = await app.as('receiver', 'hub-a', path);
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('cache-control')).toContain('immutable');
  expect([...new Int32Array(await answer.arrayBuffer())]).toEqual([1]);
  expect(answer.headers.get('etag')).toBe('"k1"');
});

it('takes an edit that is one, and says what of another does not fit', async () => {
  const good = await post('edits', { ...onVersion, edit: { type: 'lock', runs: [1] } });
  expect([good.status, await good.json()]).toEqual([200, { edit_version: 1, step: null }]);
  for (const edit of [
    { type: 'lock', runs: [0] },
    { type: 'teleport', stops: ['a'] },
    { type: 'move', stops: ['a'], to: { run: 1 } },
    { type: 'several', edits: [{ type: 'several', edits: [] }] },
  ]) {
    const bad = await post('edits', { ...onVersion, edit });
    expect(bad.status).toBe(400);
    const { code, fields } = (await bad.json()) as { code: string; fields: { field: string }[] };
    expect(code).toBe('INPUT_INVALID');
    expect(fields.every(({ field }) => field.startsWith('body.edit'))).toBe(true);
  }
});

it('lets a receiver look and not change', async () => {
  const look = await app.as('receiver', 'hub-a', '/api/hubs/hub-a/desk?date=2026-03-02');
  expect(look.status).toBe(200);
  const change = await app.as('receiver', 'hub-a', '/api/hubs/hub-a/desk/undo', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(onVersion),
  });
  expect(change.status).toBe(403);
});
