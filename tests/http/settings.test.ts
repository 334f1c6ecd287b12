import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServedApp, serveApp } from './served.ts';

let app: ServedApp;
beforeAll(async () => {
  app = await serveApp();
});
afterAll(() => app.close());

const send = (method: string, path: string, body: unknown, role: 'dispatcher' | 'receiver' = 'dispatcher') =>
  app.as(role, 'hub-a', `/api/hubs/hub-a/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const week = [null, null, null, null, null, null, null];
const settings = {
  name: 'Sìn Hồ',
  lat: 22.36,
  lon: 103.25,
  phone: '',
  receiving: [[{ start: '06:00', end: '11:00' }], [], ...week.slice(2)],
  docks: 2,
  unloading_minutes: 15,
  cut_off: '17:00',
  keep_positions_days: 14,
};
const driver = {
  name: 'Páo',
  phone: '',
  languages: [],
  classes: ['light'],
  usual_vehicle: null,
  week,
  days: [],
};

const fieldsOf = async (answer: Response) => {
  const { code, fields } = (await answer.json()) as { code: string; fields: { field: string }[] };
  expect([answer.status, code]).toEqual([400, 'INPUT_INVALID']);
  return fields.map(({ field }) => field);
};

it('saves settings whole, and says of each field what does not fit', async () => {
  const good = await send('PATCH', 'settings', settings);
  expect([good.status, await good.json()]).toEqual([200, settings]);
  const bad = { ...settings, docks: 0, cut_off: '25:00', receiving: week.slice(1) };
  expect((await fieldsOf(await send('PATCH', 'settings', bad))).toSorted()).toEqual([
    'body.cut_off',
    'body.docks',
    'body.receiving',
  ]);
});

it('takes of a vehicle what is to change, and of a driver everything, each date once', async () => {
  expect((await send('PATCH', 'vehicles/v1', { is_available: false })).status).toBe(200);
  const shift = await send('PATCH', 'vehicles/v1', { own: { shift_start: '6' } });
  expect(await fieldsOf(shift)).toEqual(['body.own.shift_start']);
  expect((await send('POST', 'drivers', driver)).status).toBe(201);
  const twice = [{ date: '2026-03-02', hours: null }];
  expect(await fieldsOf(await send('POST', 'drivers', { ...driver, days: [...twice, ...twice] }))).toEqual([
    'body.days',
  ]);
});

it('lets a receiver look and not change', async () => {
  for (const path of ['settings', 'vehicles', 'vehicle-types', 'drivers']) {
    expect((await app.as('receiver', 'hub-a', `/api/hubs/hub-a/${path}`)).status).toBe(200);
  }
  expect((await send('PATCH', 'settings', settings, 'receiver')).status).toBe(403);
  expect((await send('DELETE', 'drivers/d1', undefined, 'receiver')).status).toBe(403);
});
