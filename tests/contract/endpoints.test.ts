import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Endpoint } from '#server/contract/endpoint.ts';
import { endpoints } from '#server/contract/endpoints.ts';

const all: [string, Endpoint][] = Object.entries(endpoints);

describe('the list of endpoints', () => {
  it('gives each its own id, method and path', () => {
    for (const [key, { id }] of all) expect(id).toBe(key);
    const addresses = all.map(([, { method, path }]) => `${method} ${path.replaceAll(/:\w+/g, ':')}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it.each(all)('%s takes the parameters its path names', (_, { path, params }) => {
    const named = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    expect(params).toBeInstanceOf(z.ZodObject);
    expect(Object.keys((params as z.ZodObject).shape)).toEqual(named);
  });

  it.each(all)('%s names at least one role, or says that anybody may', (_, { access, path }) => {
    if (typeof access === 'string') return;
    expect(access.length).toBeGreaterThan(0);
    expect(access).toContain('administrator');
    // Roles are held at hubs; an address without one is for those who hold theirs everywhere.
    if (!path.includes('/:hub')) expect(access).toEqual(['administrator']);
  });

  it.each(all)('%s reads with GET and has an answer where it says so', (_, endpoint) => {
    if (endpoint.method === 'GET') {
      expect(endpoint.body).toBeInstanceOf(z.ZodUndefined);
      expect(endpoint.bodyKind).toBe('json');
    }
    const isEmpty = endpoint.out instanceof z.ZodUndefined;
    expect(isEmpty).toBe(endpoint.status === 204 || endpoint.kind === 'file');
  });
});
