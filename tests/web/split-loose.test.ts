import { expect, it } from 'vitest';
import type { Request } from '#server/contract/request.ts';
import type { Load } from '#server/domain/load.ts';
import { splitLoose } from '#web/dispatch/carry/split-loose.ts';
import { dayOf } from '#web/dispatch/day.ts';
import { aRequest } from '../services/planning/support.ts';
import { samplePlan } from '../store/samples.ts';

const why = { code: 'NOT_ENOUGH_VEHICLES', reason: '' } as const;

const split = (
  requests: readonly Request[],
  unassigned: readonly { request: string; left?: Load }[],
  told: Record<string, Load | null>,
) => {
  const plan = { ...samplePlan(), runs: [], unassigned: unassigned.map((each) => ({ ...why, ...each })) };
  const found = splitLoose(dayOf(plan, requests), new Map(Object.entries(told)));
  return Object.entries(found).map(([kind, of]) => `${kind}: ${of.map(({ id }: Request) => id).join(' ')}`);
};

it('carries what is in no run, but for what a driver was told and what is done', () => {
  const requests = [
    aRequest({ id: 'out' }),
    aRequest({ id: 'told', state: 'published' }),
    aRequest({ id: 'elsewhere', state: 'planned' }),
    aRequest({ id: 'late' }),
    aRequest({ id: 'in-vain', state: 'missed' }),
    aRequest({ id: 'fetched', state: 'collected' }),
  ];
  const unassigned = ['out', 'told', 'elsewhere'].map((request) => ({ request }));
  expect(split(requests, unassigned, { told: null })).toEqual([
    'free: out late in-vain',
    'told: told',
    'others: elsewhere fetched',
  ]);
});

it('carries the rest of what is served in part, once no driver was told to take more', () => {
  const requests = [aRequest({ id: 'part', state: 'published', kg: 100, crates: 5, parcels: 20 })];
  const unassigned = [{ request: 'part', left: { kg: 40, crates: 2, parcels: 8 } }];
  const of = (kg: number) => ({ part: { kg, crates: kg / 20, parcels: kg / 5 } });
  expect(split(requests, unassigned, of(60))[0]).toBe('free: part');
  expect(split(requests, unassigned, of(80))[1]).toBe('told: part');
});
