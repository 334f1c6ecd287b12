import { expect, it } from 'vitest';
import { SignInLimit } from '#server/auth/sign-in-limit.ts';
import { TryCounter } from '#server/auth/try-counter.ts';

it('counts up to its limit within a window, by key', () => {
  const tries = new TryCounter(2, 1000);
  expect([tries.count('a', 0), tries.count('a', 400), tries.count('a', 600)]).toEqual([0, 0, 400]);
  expect(tries.count('b', 600)).toBe(0);
  expect(tries.count('a', 1000)).toBe(0);
  tries.forget('b');
  expect([tries.count('b', 700), tries.count('b', 700), tries.count('b', 700)]).toEqual([0, 0, 1000]);
});

it('remembers a bounded number of keys and forgets the oldest first', () => {
  const tries = new TryCounter(1, 1_000_000);
  for (let key = 0; key < 50_000; key++) tries.count(`key ${key}`, key);
  expect(tries.size).toBeLessThanOrEqual(20_000);
  expect(tries.size).toBeGreaterThanOrEqual(18_000);
  expect(tries.count('key 49999', 50_000)).toBeGreaterThan(0);
  expect(tries.count('key 0', 50_000)).toBe(0);
});

it('drops what is over when it needs room', () => {
  const tries = new TryCounter(1, 1000);
  for (let key = 0; key < 20_000; key++) tries.count(`key ${key}`, 0);
  tries.count('late', 5000);
  expect(tries.size).toBe(1);
});

it('limits an ip over all addresses, and an address over all ips', () => {
  const limit = new SignInLimit();
  const refused = expect.objectContaining({ code: 'TOO_MANY_TRIES' });
  for (let at = 0; at < 60; at++) limit.count(`person-${at}@example.org`, '10.0.0.1', 0);
  expect(() => limit.count('other@example.org', '10.0.0.1', 0)).toThrow(refused);
  for (let at = 0; at < 100; at++) limit.count('mai@example.org', `10.0.1.${at}`, 0);
  expect(() => limit.count('Mai@example.org', '10.0.2.1', 0)).toThrow(refused);
});
