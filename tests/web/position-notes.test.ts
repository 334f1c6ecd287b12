import { afterEach, describe, expect, it, vi } from 'vitest';
import type { KeptEvent, PhoneDb } from '#web/drive/phone/phone-db.ts';
import { isWorthNoting } from '#web/drive/phone/position-notes.ts';
import { RunLog } from '#web/drive/phone/run-log.ts';

const minute = 60_000;
// 0.01° of latitude are 1.1 km.
const at = (minutes: number, lat: number, accuracy_metres = 20) => ({
  lat,
  lon: 103.25,
  accuracy_metres,
  at: minutes * minute,
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a position between two taps', () => {
  it('is noted when there is none yet', () => {
    expect(isWorthNoting(at(0, 22.3), null)).toBe(true);
  });

  it('is noted five minutes after the last one, where the vehicle has moved', () => {
    expect(isWorthNoting(at(4.9, 22.33), at(0, 22.3))).toBe(false);
    expect(isWorthNoting(at(5, 22.33), at(0, 22.3))).toBe(true);
    expect(isWorthNoting(at(60, 22.302), at(0, 22.3))).toBe(false);
  });

  it('is not noted when the phone may be as far off as the vehicle seems to have moved', () => {
    expect(isWorthNoting(at(10, 22.31, 2_000), at(0, 22.3))).toBe(false);
  });

  it('is noted from leaving the hub to being back, and is kept on the phone', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no signal')));
    const kept: KeptEvent[] = [];
    const log = await RunLog.open(emptyDb(kept), keptRun);
    const pass = async (minutes: number, lat: number): Promise<void> => {
      vi.setSystemTime(minutes * minute);
      log.setPosition(at(minutes, lat));
      // What it notes is written in the background.
      await new Promise((done) => setTimeout(done));
    };
    await log.note({ kind: 'accepted' });
    await pass(1, 22.3);
    await log.note({ kind: 'left_hub', trip: 0 });
    await pass(2, 22.31);
    await pass(8, 22.32);
    await log.note({
      kind: 'back',
      odometer_km: null,
      fuel_litres: null,
      fuel_paid: null,
      tolls_paid: null,
      waiting_minutes: null,
      note: '',
    });
    await pass(20, 22.4);
    expect(kept.map(({ event }) => event.deed.kind)).toEqual(['accepted', 'left_hub', 'position', 'back']);
    expect(kept[2]?.event.position).toEqual({ lat: 22.32, lon: 103.25, accuracy_metres: 20 });
  });
});

const keptRun = {
  run: 'r1',
  token: 't',
  phone: '11111111-1111-4111-8111-111111111111',
  key: 'k',
  openedAt: '2026-03-02T00:00:00Z',
  directions: {},
  clockOffsetMs: 0,
  wire: {
    run: 'r1',
    number: 1,
    date: '2026-03-02',
    phone: 'bound' as const,
    hub: { name: 'A', lat: 22.3, lon: 103.25, phone: '', timezone: 'Asia/Ho_Chi_Minh', currency: 'VND' },
    products: [],
    latest: { revision: 1, frozen: null, contacts: [] },
    earlier: [],
    events: [],
  },
};

function emptyDb(events: KeptEvent[]): PhoneDb {
  return {
    listRuns: async () => [],
    putRun: async () => undefined,
    removeRun: async () => undefined,
    tryOf: async (token, made) => ({ token, ...made() }),
    listEvents: async () => [],
    putEvents: async (more) => void events.push(...more),
    listPictures: async () => [],
    putPicture: async () => undefined,
  };
}
