import * as fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { figuresOfPlan, scheduleDeskPlan } from '#server/domain/desk/plan-figures.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import type { SingleEdit } from '#server/domain/edits/edit.ts';
import { UserError } from '#server/domain/user-error.ts';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { today } from '../../store/samples.ts';
import { drawEdit } from '../../domain/edits/random-edit.ts';
import { deskWorld, fourTrucks, record } from './desk-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const draws = fc.array(fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), { minLength: 1, maxLength: 12 });
const wholeDay = [
  { start: '09:30', end: '12:00' },
  { start: '13:30', end: '17:30' },
];

it('browser and server agree on every plan and figure of any sequence of edits, and its undos restore the first', async () => {
  const [truck] = fourTrucks({ most_trips: 2, break: { minutes: 30, from: '11:00', until: '14:00' } });
  const vehicles = Array.from({ length: 6 }, (_, index) => ({
    ...truck!,
    id: `v${index + 1}`,
    name: `V-${index + 1}`,
  }));
  const { desk, on, browserDay } = await deskWorld(solver, {
    vehicles,
    settings: { receiving: Array.from({ length: 7 }, () => wholeDay), docks: 1, unloading_minutes: 20 },
  });
  const recordNow = async () => {
    const { late_seconds: lateSeconds, ...figures } = (await desk.listScenarios('hub-1', today)).record;
    return { ...figures, lateSeconds };
  };
  const kinds = new Set<SingleEdit['type']>();
  await fc.assert(
    fc.asyncProperty(draws, async (numbers) => {
      const { wire, day } = await browserDay();
      const figuresOf = (of: DeskPlan) => figuresOfPlan(of, day, scheduleDeskPlan(of, day));
      let plan: DeskPlan = wire.arrangement;
      let version = wire.edit_version;
      let made = 0;
      for (const each of numbers) {
        const edit = drawEdit(plan, each);
        const after = ifPossible(() => applyEdit(plan, edit));
        if (after === null) {
          await expect(desk.edit(on(version), edit)).rejects.toMatchObject({ code: 'EDIT_IMPOSSIBLE' });
          continue;
        }
        const { step, edit_version: next } = await desk.edit(on(version), edit);
        expect(step?.cost_change ?? 0).toBe(figuresOf(after).cost - figuresOf(plan).cost);
        expect((await desk.get(record)).arrangement).toEqual(after);
        expect(await recordNow()).toEqual(figuresOf(after));
        [plan, version] = [after, next];
        made += Number(step !== null);
        kinds.add(edit.type);
      }
      for (; made > 0; made--) version = (await desk.undo(on(version))).edit_version;
      expect(JSON.stringify((await desk.get(record)).arrangement)).toBe(JSON.stringify(wire.arrangement));
    }),
    { numRuns: 15 },
  );
  expect(kinds.size).toBeGreaterThan(8);
});

function ifPossible<T>(compute: () => T): T | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
