import { afterEach, expect, it, vi } from 'vitest';
import type { ReceivingDay } from '#server/contract/receiving.ts';
import { createQueryClient, keys } from '#web/shared/api/queries.ts';
import type { KeptDay } from '#web/shared/session/kept-days.ts';
import { openReceiving } from '#web/dispatch/receiving/open-receiving.ts';
import { hub, region, session } from './support/mock-day.ts';

const date = '2026-03-02';
const opened = { hub: hub.id, date };
const day: ReceivingDay = { date, is_settled: false, arrivals: [], requests: [] };
const readAt = Date.parse('2026-03-02T03:42:00Z');
const kept: KeptDay = {
  ...opened,
  session,
  context: { hub, region, products: [], cut_off: null, today: date, map_style_url: null, seq: 7 },
  day,
  readAt,
};
const keeps = { get: async () => kept };

/** What the server says when it is asked who is signed in. */
function serverSays(answer: () => Promise<Response>): void {
  vi.stubGlobal('fetch', answer);
}
const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const seenOf = (client: ReturnType<typeof createQueryClient>) =>
  [keys.session, keys.hub(hub.id), keys.receiving(hub.id, date)].map((key) => client.getQueryData(key));

afterEach(() => vi.unstubAllGlobals());

it('shows what this device keeps where the server does not answer, as old as it is', async () => {
  serverSays(() => Promise.reject(new TypeError('no signal')));
  const client = createQueryClient();
  await openReceiving(client, opened, keeps);
  expect(seenOf(client)).toEqual([session, kept.context, day]);
  expect(client.getQueryState(keys.receiving(hub.id, date))?.dataUpdatedAt).toBe(readAt);
});

it('does not put it over what the page knows already', async () => {
  serverSays(() => Promise.reject(new TypeError('no signal')));
  const client = createQueryClient();
  const newer = { ...day, is_settled: true };
  client.setQueryData(keys.receiving(hub.id, date), newer);
  await openReceiving(client, opened, keeps);
  expect(client.getQueryData(keys.receiving(hub.id, date))).toBe(newer);
});

it('shows nothing of it to who is signed out, nor where the server answers', async () => {
  const problem = { type: 'about:blank', title: '', status: 401, code: 'NOT_SIGNED_IN', action: '' };
  serverSays(async () => json(401, problem));
  const signedOut = createQueryClient();
  await openReceiving(signedOut, opened, keeps);
  expect(seenOf(signedOut)).toEqual([undefined, undefined, undefined]);
  const other = { ...session, user: { ...session.user, id: 'u2' } };
  serverSays(async () => json(200, other));
  const signedIn = createQueryClient();
  await openReceiving(signedIn, opened, keeps);
  expect(seenOf(signedIn)).toEqual([other, undefined, undefined]);
});

it('has nothing to show where nothing is kept, or the browser keeps nothing', async () => {
  serverSays(() => Promise.reject(new TypeError('no signal')));
  for (const get of [async () => null, () => Promise.reject(new Error('private'))]) {
    const client = createQueryClient();
    await openReceiving(client, opened, { get });
    expect(seenOf(client)).toEqual([undefined, undefined, undefined]);
  }
});
