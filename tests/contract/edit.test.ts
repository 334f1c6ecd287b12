import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { deskPlan, edit } from '#server/contract/edit.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import { inverseOf } from '#server/domain/edits/difference.ts';
import { UserError } from '#server/domain/user-error.ts';
import { randomDay } from '../support/desk-day.ts';
import { drawEdit } from '../domain/edits/random-edit.ts';

const { plan } = randomDay(3, 20, 4);

test('every edit, its inverse and the plan after it come through the wire byte for byte', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 12 }), (numbers) => {
      const drawn = drawEdit(plan, numbers);
      if ('stops' in drawn && drawn.stops.length === 0) return;
      expect(JSON.stringify(edit.parse(drawn))).toBe(JSON.stringify(drawn));
      try {
        const inverse = inverseOf(plan, drawn);
        expect(JSON.stringify(edit.parse(inverse))).toBe(JSON.stringify(inverse));
        const after = applyEdit(plan, drawn);
        expect(JSON.stringify(deskPlan.parse(after))).toBe(JSON.stringify(after));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    }),
    { numRuns: 500 },
  );
});

test('refuses edits inside edits inside edits', () => {
  const several = { type: 'several', edits: [{ type: 'several', edits: [] }] };
  expect(edit.safeParse(several).success).toBe(false);
});
