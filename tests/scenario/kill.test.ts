import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorMeanings } from '#server/contract/errors.ts';
import { openStore } from '#server/store/open-store.ts';
import { checkPlan } from '../support/check-plan.ts';
import { demoDataDir } from '../support/demo-data.ts';
import { DeskClient, eventually } from '../support/desk-client.ts';
import { startHubward } from '../support/hubward-process.ts';
import { seededRandom } from '../support/seeded-random.ts';

const kills = 30;
const random = seededRandom(20260302);
const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The session outlives the server it was opened at. */
let signedIn: DeskClient | null = null;
let data: Awaited<ReturnType<typeof demoDataDir>>;
beforeAll(async () => {
  data = await demoDataDir();
});
afterAll(() => data.remove());

async function open(): Promise<{
  hubward: Awaited<ReturnType<typeof startHubward>>;
  desk: DeskClient;
  hub: string;
  today: string;
}> {
  const hubward = await startHubward(data.dataDir);
  signedIn = signedIn ? signedIn.at(hubward.url) : await DeskClient.fromLink(hubward.url, hubward.link ?? '');
  const desk = signedIn;
  const { hubs } = await desk.call('getSession');
  const hub = hubs[0]?.id ?? '';
  const { today } = await desk.call('getHub', { params: { hub } });
  return { hubward, desk, hub, today };
}

describe('a server that is killed', () => {
  it(
    `keeps whole plans, and lists whole or not at all, at ${kills} moments`,
    { timeout: 400_000 },
    async () => {
      const rows = Array.from({ length: 400 }, (_, row) => `big-${row},${100 + row},LAT,LON`);
      let planned = 0;
      let whole = 0;
      for (let round = 0; round < kills; round++) {
        const { hubward, desk, hub, today } = await open();
        const { plan, solve } = await desk.call('getPlan', { params: { hub }, query: { date: today } });
        expect(solve, 'nothing is still being planned after a restart').toBeNull();
        if (plan) {
          planned++;
          const requests = await desk.call('listRequests', { params: { hub }, query: { date: today } });
          const vehicles = await desk.call('listVehicles', { params: { hub } });
          expect(checkPlan(plan.document, requests, vehicles)).toEqual([]);
        }
        const { hub: place } = await desk.call('getHub', { params: { hub } });
        const date = `2027-01-${String(round + 1).padStart(2, '0')}`;
        const csv = ['id,kg,lat,lon', ...rows]
          .join('\n')
          .replaceAll('LAT', `${place.lat}`)
          .replaceAll('LON', `${place.lon}`);

        await desk.call('startSolve', { params: { hub }, body: { date: today, seconds: 1 } });
        await later(random() * 2250);
        const sending = desk
          .tryCall('importRequests', {
            params: { hub },
            query: { date, filename: 'big.csv', commit: true },
            bytes: new TextEncoder().encode(csv),
          })
          .then(
            ({ answer }) => answer.ok,
            () => false,
          );
        await later(random() * 250);
        await hubward.kill();

        const isAcknowledged = await sending;
        // The next round's start is the proof that it starts again; here the file itself is asked.
        const store = openStore({
          file: join(data.dataDir, 'hubward.sqlite'),
          now: () => new Date().toISOString(),
        });
        const { length } = await store.requests.listByDay(hub, date);
        store.close();
        expect([0, rows.length]).toContain(length);
        if (isAcknowledged) expect(length, 'what was acknowledged is there').toBe(rows.length);
        if (length > 0) whole++;
      }
      expect(planned, 'some rounds came as far as a plan').toBeGreaterThan(0);
      expect(whole, 'some imports were done before the kill').toBeGreaterThan(0);
      expect(whole, 'some were not').toBeLessThan(kills);
    },
  );

  it('ends a solve that it left behind as interrupted', async () => {
    const { hubward, desk, hub, today } = await open();
    const { solve } = await desk.call('startSolve', { params: { hub }, body: { date: today, seconds: 60 } });
    await later(300);
    await hubward.kill();
    const again = await open();
    const answer = await again.desk.tryCall('stopSolve', { params: { hub, solve }, query: { keep: true } });
    expect(answer.problem?.code).toBe('SOLVE_UNKNOWN');
    expect(errorMeanings['SOLVE_UNKNOWN']?.status).toBe(answer.answer.status);
    const { interrupted } = await again.desk.call('getPlan', { params: { hub }, query: { date: today } });
    expect(interrupted).toEqual({ solve, rest: null });
    const { solve: next } = await again.desk.call('startSolve', {
      params: { hub },
      body: { date: today, seconds: 1 },
    });
    await eventually(
      () => again.desk.call('getPlan', { params: { hub }, query: { date: today } }),
      (now) => now.solve === null && now.plan !== null,
    );
    expect(next).not.toBe(solve);

    const query = { date: today };
    const { edit_version } = await again.desk.call('getDesk', { params: { hub }, query });
    const { solve: ofRest } = await again.desk.call('planRest', {
      params: { hub },
      body: { date: today, edit_version, seconds: 60 },
    });
    await again.hubward.kill();
    const last = await open();
    const found = await last.desk.call('getPlan', { params: { hub }, query });
    expect(found.interrupted).toEqual({ solve: ofRest, rest: { scenario: null } });
    await last.hubward.stop();
  });
});
