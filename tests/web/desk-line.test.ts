import { describe, expect, it } from 'vitest';
import type { PlanStep } from '#server/contract/desk.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import { inverseOf } from '#server/domain/edits/difference.ts';
import { ApiProblem, browserProblem } from '#web/shared/api/api-problem.ts';
import { DeskLine, type LineNews } from '#web/shared/desk/desk-line.ts';

const start: DeskPlan = {
  stops: ['a', 'b', 'c', 'd'].map((stop) => ({ stop, requests: [{ request: stop, part: null }] })),
  runs: [
    { run: 1, stops: ['a', 'b'] },
    { run: 2, stops: ['c', 'd'] },
  ].map(({ run, stops }) => ({
    run,
    vehicle: `V-${run}`,
    driver: null,
    start: null,
    state: 'open',
    trips: [stops.map((stop) => ({ stop, pin: null }))],
  })),
  barred: [],
};
const reverse = (run: number): Edit => ({ type: 'reverse', run, trip: null });
const orderOf = (plan: DeskPlan) =>
  plan.runs.map(({ trips }) =>
    trips
      .flat()
      .map(({ stop }) => stop)
      .join(''),
  );

/** A server of one plan, whose answers come when the test lets them. */
class FakeServer {
  plan = start;
  steps: PlanStep[] = [];
  calls: string[] = [];
  ids: string[] = [];
  /** What it makes of an edit that is merged. */
  makesOf = (edit: Edit): Edit => edit;
  /** Fails the next write; `isLost`: after it was made. */
  fails: { error: ApiProblem; isLost: boolean } | null = null;
  #open: (() => void)[] = [];

  readonly api = {
    edit: (version: number, id: string, edit: Edit) => this.#write('edit', version, id, edit),
    undo: (version: number, id: string) => this.#write('undo', version, id, inverseOf(start, reverse(1))),
    redo: (version: number, id: string) => this.#write('redo', version, id, reverse(1)),
    stepsAfter: async (version: number) => this.steps.filter((step) => step.edit_version > version),
  };

  add(kind: PlanStep['kind'], edit: Edit, by = 'other', id: string | null = null): PlanStep {
    this.plan = applyEdit(this.plan, edit);
    const step: PlanStep = {
      edit_version: this.steps.length + 2,
      id,
      kind,
      of: null,
      edit,
      cost_change: 0,
      at: '2026-03-02T06:00:00Z',
      by: { id: by, name: by },
    };
    this.steps.push(step);
    return step;
  }

  async answer(): Promise<void> {
    await settle();
    this.#open.shift()?.();
    await settle();
  }

  async #write(kind: PlanStep['kind'], version: number, id: string, edit: Edit) {
    this.ids.push(id);
    this.calls.push(`${kind} on ${version}`);
    await new Promise<void>((resolve) => this.#open.push(resolve));
    const { fails } = this;
    this.fails = null;
    if (fails && !fails.isLost) throw fails.error;
    const done = this.steps.find((each) => each.id === id);
    const step = done ?? this.add(kind, this.makesOf(edit), 'me', id);
    if (fails) throw fails.error;
    return { edit_version: step.edit_version, step };
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

function openLine() {
  const server = new FakeServer();
  const news: LineNews[] = [];
  const line = new DeskLine({ plan: start, version: 1, steps: [] }, server.api, (each) => news.push(each));
  return { server, news, line };
}

describe('a plan at one desk', () => {
  it('shows an edit at once, and sends one after the other on the version that is known then', async () => {
    const { server, line } = openLine();
    line.edit(reverse(1));
    line.edit(reverse(2));
    expect(orderOf(line.snapshot().plan)).toEqual(['ba', 'dc']);
    expect(line.snapshot().waiting).toBe(2);
    await server.answer();
    await server.answer();
    expect(server.calls).toEqual(['edit on 1', 'edit on 2']);
    expect(line.snapshot()).toMatchObject({ version: 3, waiting: 0 });
    expect(line.snapshot().plan).toEqual(server.plan);
  });

  it('is not made twice where its event comes before its answer', async () => {
    const { server, line } = openLine();
    line.edit(reverse(1));
    await settle();
    line.hear(server.add('edit', reverse(1), 'me', server.ids[0]));
    expect(orderOf(line.snapshot().plan)[0]).toBe('ba');
    server.plan = start;
    server.steps = [];
    await server.answer();
    expect(orderOf(line.snapshot().plan)[0]).toBe('ba');
    expect(line.snapshot().version).toBe(2);
  });

  it('puts what others did below what waits, and says so', async () => {
    const { server, line, news } = openLine();
    line.edit(reverse(1));
    await settle();
    const theirs = server.add('edit', reverse(2));
    await server.answer();
    line.hear(theirs);
    await settle();
    expect(line.snapshot().plan).toEqual(server.plan);
    expect(line.snapshot().version).toBe(3);
    expect(news).toContainEqual({ kind: 'merged', steps: [theirs] });
  });

  it('takes back what the server refuses, and names the steps that are in its way', async () => {
    const { server, line, news } = openLine();
    line.edit(reverse(1));
    await settle();
    const theirs = server.add('edit', { type: 'unassign', stops: ['a'] });
    const error = new ApiProblem({
      type: 'about:blank',
      title: '',
      status: 409,
      code: 'EDIT_CONFLICT',
      action: '',
      ids: ['2'],
    });
    server.fails = { error, isLost: false };
    await server.answer();
    expect(orderOf(line.snapshot().plan)).toEqual(['b', 'cd']);
    expect(news).toEqual([{ kind: 'refused', error, steps: [theirs] }]);
  });

  it('finds a change that was saved though its answer was lost, and does not make it again', async () => {
    const { server, line } = openLine();
    line.edit(reverse(1));
    server.fails = { error: browserProblem('SERVER_UNREACHABLE', ''), isLost: true };
    await server.answer();
    expect(line.snapshot()).toMatchObject({ isUnreachable: true, waiting: 1 });
    await expect.poll(() => server.calls, { timeout: 5_000 }).toHaveLength(2);
    await server.answer();
    expect(line.snapshot()).toMatchObject({ waiting: 0, isUnreachable: false, version: 2 });
    expect(server.steps).toHaveLength(1);
    expect(line.snapshot().plan).toEqual(server.plan);
    line.close();
  });

  it('knows its own change among what it hears where the answer was lost, though it was made under another number', async () => {
    const { server, line, news } = openLine();
    const to = (run: number) => ({ type: 'move' as const, stops: ['a'], to: { run, vehicle: `V-${run}` } });
    line.edit(to(3));
    server.makesOf = () => ({ ...to(4), to: { run: 4, vehicle: 'V-3' } });
    server.fails = { error: browserProblem('SERVER_UNREACHABLE', ''), isLost: true };
    await settle();
    const theirs = server.add('edit', { type: 'move', stops: ['c'], to: { run: 3, vehicle: 'V-4' } });
    await server.answer();
    expect(line.snapshot()).toMatchObject({ isUnreachable: true, waiting: 1 });
    for (const step of server.steps) line.hear(step);
    expect(line.snapshot()).toMatchObject({ isUnreachable: false, waiting: 0, version: 3 });
    expect(line.snapshot().plan).toEqual(server.plan);
    expect(news.filter(({ kind }) => kind === 'refused')).toEqual([]);
    expect(news).toContainEqual({ kind: 'merged', steps: [theirs] });
    line.close();
  });

  it('refuses at once what cannot be', () => {
    const { line } = openLine();
    expect(() => line.edit(reverse(9))).toThrowError('There is no run 9.');
    expect(line.snapshot().waiting).toBe(0);
  });

  it('asks for the plan anew where a step is about a stop that it does not know', async () => {
    const { server, line, news } = openLine();
    const booked = { stop: 'e', requests: [{ request: 'e', part: null }] };
    server.plan = { ...start, stops: [...start.stops, booked] };
    const to = { run: 1, trip: 0, position: 0 };
    line.hear(server.add('edit', { type: 'move', stops: ['e'], to }));
    await settle();
    expect(news).toContainEqual({ kind: 'stale' });
    expect(line.snapshot().plan).toEqual(start);
    line.renew({ plan: server.plan, version: 2, steps: server.steps });
    expect(orderOf(line.snapshot().plan)).toEqual(['eab', 'cd']);
  });

  it('takes a renewed plan once its own change is answered', async () => {
    const { server, line } = openLine();
    line.edit(reverse(1));
    await settle();
    const booked = { stop: 'e', requests: [{ request: 'e', part: null }] };
    line.renew({ plan: { ...start, stops: [...start.stops, booked] }, version: 1, steps: [] });
    server.plan = { ...start, stops: [...start.stops, booked] };
    const now = { ...applyEdit(server.plan, reverse(1)) };
    line.renew({ plan: now, version: 2, steps: [] });
    await server.answer();
    expect(line.snapshot().plan).toEqual(now);
    expect(line.snapshot().waiting).toBe(0);
  });

  it('fetches the steps of a gap', async () => {
    const { server, line } = openLine();
    server.add('edit', reverse(1));
    line.hear(server.add('edit', reverse(2)));
    await settle();
    expect(line.snapshot().plan).toEqual(server.plan);
    expect(line.snapshot().undo?.edit_version).toBe(3);
  });
});
