import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '#server/contract/endpoint.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import { errorMeanings } from '#server/contract/errors.ts';
import { unassignedCode } from '#server/contract/plan.ts';

/** Rows of docs/errors.md: code, status, title, meaning, action. */
const documented = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.slice(2, -2).split(' | '))
  .map(([code = '', status, title, meaning = '', action]) => ({
    code: code.replaceAll('`', ''),
    status: Number(status),
    title,
    meaning,
    action,
  }));

const all: Endpoint[] = Object.values(endpoints);

describe('docs/errors.md', () => {
  it('has every code once, and no other', () => {
    expect(documented.map(({ code }) => code).sort()).toEqual(Object.keys(errorMeanings).sort());
  });

  it.each(documented)('says of $code what the server says, and what it means', (row) => {
    const { status, title, action } = row;
    expect({ status, title, action }).toEqual(errorMeanings[row.code]);
    expect(row.meaning.length).toBeGreaterThan(20);
  });
});

describe('an error code', () => {
  it.each(Object.entries(errorMeanings))(
    '%s has an HTTP status of an error, a title and an action',
    (_, meaning) => {
      expect(meaning.status).toBeGreaterThanOrEqual(400);
      expect(meaning.status).toBeLessThan(600);
      expect(meaning.title).not.toMatch(/\.$/);
      expect(meaning.action).toMatch(/\.$/);
    },
  );

  it('stands for every reason a request can be unassigned', () => {
    for (const code of unassignedCode.options) expect(errorMeanings).toHaveProperty(code);
  });

  it('stands behind every code an endpoint names', () => {
    for (const { id, errors } of all) {
      for (const code of errors)
        expect([id, Object.keys(errorMeanings)]).toEqual([id, expect.arrayContaining([code])]);
    }
  });
});
