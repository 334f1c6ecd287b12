import Sqlite from 'better-sqlite3';
import * as fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { UserError } from '#server/domain/user-error.ts';
import { storeFile } from '#server/store/data-files.ts';
import { today } from '../../store/samples.ts';
import { drawEdit } from '../../domain/edits/random-edit.ts';
import { deskWorld, fourTrucks, record } from '../desk/desk-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

const step = fc.record({
  kind: fc.constantFrom('edit', 'edit', 'edit', 'undo', 'redo', 'publish', 'publish-one', 'withdraw'),
  numbers: fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 }),
});

/** What cannot be done is refused, and that is all. */
const isRefusal = (error: unknown) => error instanceof UserError;

it('publishing, edits and undos in any order never change a byte of what was frozen', async () => {
  const vehicles = fourTrucks().map((vehicle, index) => ({ ...vehicle, name: `V-${index + 1}` }));
  const { desk, publishing, on, dataDir } = await deskWorld(solver, { vehicles });
  const file = new Sqlite(storeFile(dataDir), { readonly: true });
  const rows = () =>
    new Map(
      file
        .prepare<[], { run_id: string; revision: number; frozen: Buffer | null }>('select * from frozen_runs')
        .all()
        .map(({ run_id: run, revision, frozen }) => [`${run} ${revision}`, frozen?.toString('hex') ?? null]),
    );
  const take = async (kind: string, numbers: number[]) => {
    const { edit_version: version, arrangement } = await desk.get(record);
    const { revision } = await publishing.get('hub-1', today);
    const run = arrangement.runs[numbers[0]! % Math.max(1, arrangement.runs.length)]?.run ?? 1;
    if (kind === 'edit') await desk.edit(on(version), drawEdit(arrangement, numbers));
    else if (kind === 'undo') await desk.undo(on(version));
    else if (kind === 'redo') await desk.redo(on(version));
    else if (kind === 'withdraw')
      await publishing.withdraw({ hub: 'hub-1', date: today, revision, by: 'user-1' }, [run]);
    else await publishing.publish(on(version), kind === 'publish' ? null : [run]);
  };
  let known = rows();
  let frozen = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      for (const { kind, numbers } of steps) {
        try {
          await take(kind, numbers);
        } catch (error) {
          if (!isRefusal(error)) throw error;
        }
        const now = rows();
        for (const [key, bytes] of known) expect(now.get(key)).toBe(bytes);
        frozen += now.size - known.size;
        known = now;
      }
    }),
    { numRuns: 25 },
  );
  file.close();
  expect(frozen).toBeGreaterThan(20);
}, 60_000);
