import { afterAll, describe, expect, it } from 'vitest';
import { makeSolverPool } from '#server/solver-pool/solver-pool.ts';
import { collected } from '../../domain/drive/made-run.ts';
import { today } from '../../store/samples.ts';
import { record } from '../desk/desk-world.ts';
import { drivenWorld } from '../receiving/driven-world.ts';

const solver = makeSolverPool({ threads: 1 });
afterAll(() => solver.close());

describe('planning while drivers are out', () => {
  it('is not of the whole day: what is on board is not put on another vehicle', async () => {
    const { tap, plan, requests } = await drivenWorld(solver);
    const [left] = await tap({ kind: 'left_hub', trip: 0 });
    await expect(plan()).rejects.toMatchObject({ code: 'DRIVERS_UNDER_WAY' });
    await tap({ kind: 'undone', event: left!.id });
    expect(await plan()).toMatchObject({ outcome: 'planned' });
    // He forgot to tap that he left.
    await tap(collected(requests[0]!, 80));
    await expect(plan()).rejects.toMatchObject({ code: 'DRIVERS_UNDER_WAY' });
  });

  it('is of the rest: runs that have begun stay as they are', async () => {
    const { tap, desk, run, ended } = await drivenWorld(solver);
    await tap({ kind: 'left_hub', trip: 0 });
    const { edit_version, arrangement } = await desk.get(record);
    const scope = {
      date: today,
      edit_version,
      scenario: null,
      stops: null,
      may_open_runs: true,
      stay_cost: 0,
      seconds: 1,
    };
    const alone = desk.planRest('hub-1', { ...scope, runs: [run.number], may_open_runs: false }, null);
    await expect(alone).rejects.toMatchObject({ code: 'NOTHING_TO_PLAN' });
    const { solve } = await desk.planRest('hub-1', { ...scope, runs: null }, null);
    expect(await ended(solve)).toMatchObject({ outcome: 'proposed' });
    const { moved, reordered } = await desk.getProposal('hub-1', solve);
    expect(arrangement.runs.length).toBeGreaterThan(1);
    const touched = [...moved.flatMap(({ from, to }) => [from, to]), ...reordered];
    expect(touched).not.toContain(run.number);
  });

  it('proposes nothing for runs that were begun while it was sought', async () => {
    const { tap, desk, ended } = await drivenWorld(solver);
    const { edit_version } = await desk.get(record);
    const scope = { date: today, edit_version, scenario: null, runs: null, stops: null, may_open_runs: true };
    const { solve } = await desk.planRest('hub-1', { ...scope, stay_cost: 0, seconds: 1 }, null);
    await tap({ kind: 'left_hub', trip: 0 });
    expect(await ended(solve)).toMatchObject({ outcome: 'failed', code: 'DRIVERS_UNDER_WAY' });
    await expect(desk.getProposal('hub-1', solve)).rejects.toMatchObject({ code: 'PROPOSAL_UNKNOWN' });
  });
});
