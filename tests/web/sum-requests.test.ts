import { expect, it } from 'vitest';
import { sumRequests } from '#web/dispatch/board/sum-requests.ts';
import { aRequest } from '../services/planning/support.ts';

it('weighs what stands, and counts each of the others once', () => {
  const gone = { first_date: '2026-03-02', to: '2026-03-03' };
  const sums = sumRequests([
    aRequest({ id: 'booked', kg: 100 }),
    aRequest({
      id: 'rest-gone',
      state: 'planned',
      kg: 60,
      carried: { ...gone, rest: { kg: 40, crates: 2, parcels: 8 } },
    }),
    aRequest({ id: 'fetched', state: 'collected', kg: 5 }),
    aRequest({ id: 'in-vain', state: 'missed' }),
    aRequest({
      id: 'left-and-rest-gone',
      state: 'missed',
      carried: { ...gone, rest: { kg: 40, crates: 2, parcels: 8 } },
    }),
    aRequest({ id: 'gone', state: 'missed', carried: gone }),
    aRequest({ id: 'called-off', state: 'cancelled' }),
    aRequest({ id: 'came-and-called-off', state: 'cancelled', carried: { ...gone, to: null } }),
  ]);
  expect(sums).toEqual({ standing: 3, kg: 165, missed: 2, carried: 1, cancelled: 2 });
});
