import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServedApp, serveApp } from './served.ts';

let app: ServedApp;
beforeAll(async () => {
  app = await serveApp();
});
afterAll(() => app.close());

const base = '/api/hubs/hub-a';
const post = (role: 'dispatcher' | 'receiver', path: string, body: unknown) =>
  app.as(role, 'hub-a', `${base}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

it('lets a dispatcher publish and withdraw, and a receiver look', async () => {
  const publish = { date: '2026-03-02', edit_version: 1, runs: [1, 2] };
  expect((await post('dispatcher', 'publication', publish)).status).toBe(200);
  expect((await post('receiver', 'publication', publish)).status).toBe(403);
  const withdraw = { date: '2026-03-02', revision: 1 };
  expect((await post('dispatcher', 'publication/withdraw', withdraw)).status).toBe(200);
  const look = await app.as('receiver', 'hub-a', `${base}/publication?date=2026-03-02`);
  expect(await look.json()).toEqual({ revision: 0, runs: [], revisions: [] });
  expect((await post('dispatcher', 'publication', { ...publish, runs: [] })).status).toBe(400);
});

it('sends a plan as a file with its name', async () => {
  for (const [format, type] of [
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['csv', 'text/csv'],
  ] as const) {
    const path = `${base}/plan/export?date=2026-03-02&format=${format}&locale=vi`;
    const answer = await app.as('receiver', 'hub-a', path);
    expect(answer.headers.get('content-type')).toContain(type);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename=plan.${format}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toBe('plan');
  }
  const bad = await app.as('receiver', 'hub-a', `${base}/plan/export?date=2026-03-02&format=pdf`);
  expect(bad.status).toBe(400);
});

it('takes requests to carry over, and back', async () => {
  const over = await post('dispatcher', 'requests/carry-over', { date: '2026-03-02' });
  expect(await over.json()).toEqual({ to: '2026-03-02', count: 0 });
  expect((await post('receiver', 'requests/carry-over', { date: '2026-03-02' })).status).toBe(403);
  expect((await post('dispatcher', 'requests/bring-back', { requests: ['r1'] })).status).toBe(200);
});
