import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { postCall, publicLookup } from '#server/services/webhooks/post-call.ts';

/** What a connection is told of a name that the resolver knows by these addresses. */
function lookedUp(addresses: LookupAddress[], all: boolean): Promise<unknown> {
  const lookup = publicLookup((_hostname, _options, callback) => callback(null, addresses));
  return new Promise((resolve, reject) => {
    lookup('hook.example.org', { all }, (error, found) => (error === null ? resolve(found) : reject(error)));
  });
}

const outside = { address: '93.184.215.14', family: 4 };
const inside = { address: '10.0.0.7', family: 4 };

describe('a name that a webhook calls', () => {
  it('leads to its public addresses', async () => {
    expect(await lookedUp([outside], true)).toEqual([outside]);
    expect(await lookedUp([outside], false)).toBe(outside.address);
  });

  it('leads nowhere where one of its addresses is private', async () => {
    for (const all of [true, false])
      await expect(lookedUp([outside, inside], all)).rejects.toThrow('private address 10.0.0.7');
  });
});

describe('a call', () => {
  it('goes over https where the address says so in capitals', async () => {
    const { status, failure } = await postCall('HTTPS://127.0.0.1:1/hook', {}, '{}', true);
    expect(status).toBe(null);
    expect(failure).toContain('ECONNREFUSED');
  });

  it('that cannot even begin says why', async () => {
    const { status, failure } = await postCall('https://example.org/', { 'bad name': '' }, '{}', false);
    expect(status).toBe(null);
    expect(failure).toContain('bad name');
    expect(await postCall('no address', {}, '{}', false)).toEqual({ status: null, failure: 'Invalid URL' });
  });
});
