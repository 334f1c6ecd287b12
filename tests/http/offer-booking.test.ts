import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServedApp, serveApp } from './served.ts';

let app: ServedApp;
beforeAll(async () => {
  app = await serveApp();
});
afterAll(() => app.close());

const offer = (readyFrom: string, readyUntil: string) =>
  app.as('dispatcher', 'hub-a', '/api/hubs/hub-a/bookings/r1/offer', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ date: '2026-03-03', ready_from: readyFrom, ready_until: readyUntil }),
  });

it('refuses times that end before they begin, which she could not take', async () => {
  expect((await offer('07:00', '09:00')).status).toBe(204);
  expect((await offer('07:00', '07:00')).status).toBe(204);
  const answer = await offer('09:00', '07:00');
  expect([answer.status, await answer.json()]).toMatchObject([
    400,
    { code: 'INPUT_INVALID', fields: [{ field: 'body.ready_until' }] },
  ]);
});
