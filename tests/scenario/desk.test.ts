import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HubEvent, LoggedEvent } from '#server/contract/event.ts';
import { figuresOfPlan, scheduleDeskPlan } from '#server/domain/desk/plan-figures.ts';
import { makeMovePricer } from '#server/domain/desk/price-move.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import { readDeskDay } from '#web/shared/desk/read-desk.ts';
import { checkPlan } from '../support/check-plan.ts';
import { demoDataDir } from '../support/demo-data.ts';
import { DeskClient, eventually } from '../support/desk-client.ts';
import { type HubwardProcess, startHubward } from '../support/hubward-process.ts';

let data: Awaited<ReturnType<typeof demoDataDir>>;
let hubward: HubwardProcess;
let desk: DeskClient;
let params: { hub: string };
let date: string;
const heard: HubEvent[] = [];
const stop = new AbortController();

beforeAll(async () => {
  data = await demoDataDir();
  hubward = await startHubward(data.dataDir);
  desk = await DeskClient.fromLink(hubward.url, hubward.link ?? '');
  const { hubs } = await desk.call('getSession');
  params = { hub: hubs[0]?.id ?? '' };
  date = (await desk.call('getHub', { params })).today;
  await desk.call('startSolve', { params, body: { date, seconds: 1 } });
  await eventually(
    () => desk.call('getPlan', { params, query: { date } }),
    ({ plan, solve }) => plan !== null && solve === null,
  );
}, 120_000);
afterAll(async () => {
  stop.abort();
  await hubward.stop();
  data.remove();
});

/** Another desk: it hears the hub's events and knows what it has heard only. */
async function listen(): Promise<void> {
  const answer = await desk.open(`/api/hubs/${params.hub}/events`, stop.signal);
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  void (async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const line = block.split('\n').find((each) => each.startsWith('data: '));
        if (line) heard.push((JSON.parse(line.slice(6)) as LoggedEvent).event);
      }
    }
  })().catch(() => undefined); // aborted at the end
}

it(
  'a day is changed at one desk and followed at another, with the same figures everywhere',
  { timeout: 120_000 },
  async () => {
    const wire = await desk.call('getDesk', { params, query: { date } });
    const tables = await desk.open(
      `/api/hubs/${params.hub}/desk/tables?date=${date}&key=${wire.tables.key}`,
      stop.signal,
    );
    const day = readDeskDay(wire, await tables.arrayBuffer());
    await listen();
    let plan: DeskPlan = wire.arrangement;
    let version = wire.edit_version;
    const figures = () => figuresOfPlan(plan, day, scheduleDeskPlan(plan, day));
    const made = await desk.call('getPlan', { params, query: { date } });
    expect(figures().cost).toBe(made.plan?.document.totals.cost);

    const [first] = plan.runs;
    const moved = first!.trips[0]!.slice(0, 2).map(({ stop: id }) => id);
    const [best] = makeMovePricer(plan, day).bestPlaces(moved, { exceptRun: first!.run });
    const edits: Edit[] = [
      { type: 'move', stops: moved, to: best!.to },
      { type: 'reverse', run: plan.runs[1]!.run, trip: null },
    ];
    const prices = [best!.costChange, null];
    for (const [index, edit] of edits.entries()) {
      const before = figures().cost;
      plan = applyEdit(plan, edit);
      const { step } = await desk.call('editPlan', {
        params,
        body: { date, edit_version: version, edit },
      });
      expect(step?.cost_change).toBe(prices[index] ?? figures().cost - before);
      version = step!.edit_version;
    }

    const steps = await eventually(
      async () => heard.flatMap((event) => (event.type === 'plan.edited' ? [event.data.step] : [])),
      ({ length }) => length === edits.length,
    );
    expect(steps.reduce((now, { edit }) => applyEdit(now, edit), wire.arrangement as DeskPlan)).toEqual(plan);
    await eventually(
      async () => heard,
      (events) => events.some(({ type }) => type === 'plan.paths'),
    );

    const { plan: stored } = await desk.call('getPlan', { params, query: { date } });
    expect(stored?.document.totals.cost).toBe(figures().cost);
    const requests = await desk.call('listRequests', { params, query: { date } });
    const vehicles = await desk.call('listVehicles', { params });
    // The independent check finds what the plan says of itself, and nothing else.
    const wrong = checkPlan(stored!.document, requests, vehicles);
    const isRule = (what: string) =>
      /has violations|out of its shift|may not be reached|outside its window| is over /.test(what);
    expect(wrong.filter((what) => !isRule(what))).toEqual([]);
    const broken = stored!.document.runs.filter((run) => run.violations.length > 0);
    expect(wrong.filter((what) => what.includes('has violations'))).toHaveLength(broken.length);
    expect(broken.flatMap((run) => run.violations)).toHaveLength(figures().violations);

    for (let undo = 0; undo < edits.length; undo++) {
      ({ edit_version: version } = await desk.call('undoEdit', {
        params,
        body: { date, edit_version: version },
      }));
    }
    const back = await desk.call('getDesk', { params, query: { date } });
    expect(JSON.stringify(back.arrangement)).toBe(JSON.stringify(wire.arrangement));
  },
);

it('a proposal comes with real roads, and its paths can be asked for', { timeout: 120_000 }, async () => {
  const { edit_version: version, tables } = await desk.call('getDesk', { params, query: { date } });
  const { solve } = await desk.call('planRest', {
    params,
    body: { date, edit_version: version, seconds: 1 },
  });
  const { answer, json } = await eventually(
    () => desk.tryCall('getProposal', { params: { ...params, solve } }),
    ({ answer: { ok } }) => ok,
  );
  expect(answer.status).toBe(200);
  expect(json).toMatchObject({ edit_version: version, edit: { type: 'replace' } });
  const paths = await desk.call('getDeskPaths', {
    params,
    body: { date, key: tables.key, legs: [{ table: 0, from: 0, to: 1 }] },
  });
  expect(paths[0]!.length).toBeGreaterThan(1);
});
