import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import { differenceOf, inverseOf, sharedTouched, touchedBy } from '#server/domain/edits/difference.ts';
import { unassignedStops, type DeskPlan } from '#server/domain/edits/desk-plan.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import { assertPlan } from '#server/domain/edits/replace.ts';
import { UserError } from '#server/domain/user-error.ts';
import { randomDay } from '../../support/desk-day.ts';
import { drawEdit } from './random-edit.ts';

const draws = fc.array(fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), {
  minLength: 1,
  maxLength: 30,
});
const start = randomDay(7, 24, 4).plan;

/** The plan after each edit that could be made; what could not is left out. */
function edited(plan: DeskPlan, numbers: readonly (readonly number[])[]) {
  const steps: { edit: Edit; inverse: Edit; before: DeskPlan; after: DeskPlan }[] = [];
  let before = plan;
  for (const each of numbers) {
    const edit = drawEdit(before, each);
    try {
      const after = applyEdit(before, edit);
      steps.push({ edit, inverse: inverseOf(before, edit), before, after });
      before = after;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect(error.code).toBe('EDIT_IMPOSSIBLE');
    }
  }
  return { steps, plan: before };
}

test('any sequence of edits, taken back in reverse, gives the plan byte for byte', () => {
  fc.assert(
    fc.property(draws, (numbers) => {
      const { steps, plan } = edited(start, numbers);
      const back = steps.toReversed().reduce((now, { inverse, before }) => {
        const undone = applyEdit(now, inverse);
        expect(JSON.stringify(undone)).toBe(JSON.stringify(before));
        return undone;
      }, plan);
      expect(JSON.stringify(back)).toBe(JSON.stringify(start));
    }),
    { numRuns: 300 },
  );
});

test('an undo is undone by its own inverse', () => {
  fc.assert(
    fc.property(draws, (numbers) => {
      for (const { inverse, after } of edited(start, numbers).steps) {
        const redo = inverseOf(after, inverse);
        expect(JSON.stringify(applyEdit(applyEdit(after, inverse), redo))).toBe(JSON.stringify(after));
      }
    }),
  );
});

test('no edit loses or doubles a stop, leaves an empty trip or gives a vehicle two runs', () => {
  fc.assert(
    fc.property(draws, (numbers) => {
      for (const { after } of edited(start, numbers).steps) {
        assertPlan(after);
        const inRuns = after.runs.flatMap(({ trips }) => trips.flat().map(({ stop }) => stop));
        const all = [...inRuns, ...unassignedStops(after)].sort();
        expect(all).toEqual(start.stops.map(({ stop }) => stop));
        expect(after.runs.map(({ run }) => run)).toEqual(
          after.runs.map(({ run }) => run).toSorted((a, b) => a - b),
        );
      }
    }),
    { numRuns: 300 },
  );
});

test('an edit leaves the plan it is made on as it was', () => {
  fc.assert(
    fc.property(draws, (numbers) => {
      const text = JSON.stringify(start);
      edited(start, numbers);
      expect(JSON.stringify(start)).toBe(text);
    }),
  );
});

test('the difference of two plans makes one out of the other', () => {
  fc.assert(
    fc.property(draws, draws, (one, other) => {
      const a = edited(start, one).plan;
      const b = edited(start, other).plan;
      expect(JSON.stringify(applyEdit(a, differenceOf(a, b)))).toBe(JSON.stringify(b));
    }),
  );
});

test('edits that touch nothing together come to the same plan in either order', () => {
  let merged = 0;
  fc.assert(
    fc.property(draws, draws, (one, other) => {
      const [a] = edited(start, one).steps;
      const [b] = edited(start, other).steps;
      if (!a || !b) return;
      const touchedByA = touchedBy(a.edit, start, a.after);
      const touchedByB = touchedBy(b.edit, start, b.after);
      const { runs, stops, vehicles } = sharedTouched(touchedByA, touchedByB);
      if (runs.length + stops.length + vehicles.length > 0) return;
      merged++;
      expect(JSON.stringify(applyEdit(a.after, b.edit))).toBe(JSON.stringify(applyEdit(b.after, a.edit)));
    }),
    { numRuns: 500 },
  );
  expect(merged).toBeGreaterThan(20);
});
