import type { Express, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { DeskWire, PlanStep } from '#server/contract/desk.ts';
import type { HubEvent } from '#server/contract/event.ts';
import type { DeskDay } from '#server/domain/desk/desk-day.ts';
import { figuresOfPlan, scheduleDeskPlan } from '#server/domain/desk/plan-figures.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import { type DeskPlan, unassignedStops } from '#server/domain/edits/desk-plan.ts';
import { differenceOf, inverseOf, touchedBy } from '#server/domain/edits/difference.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import { UserError } from '#server/domain/user-error.ts';
import { historyOf } from '#server/services/desk/history.ts';
import { conflictWith, mergeEdit } from '#server/services/desk/merge-edit.ts';
import { deskPlanOf } from '#server/store/desk-of-document.ts';
import type { StoredStep } from '#server/store/port.ts';
import { readDeskDay } from '#web/shared/desk/read-desk.ts';
import { date, hub, makePlan, makeRequests, makeVehicles, session } from './mock-day.ts';

type Person = { readonly id: string; readonly name: string };
const me: Person = { id: session.user.id, name: session.user.name };

/** One plan with its history, as the server keeps it. */
interface Line {
  readonly id: string;
  readonly name: string;
  plan: DeskPlan;
  steps: StoredStep[];
}

/** The desk of the mock day: the server's own rules of edits over tables made of straight lines. */
export class MockDesk {
  readonly #send: (event: HubEvent) => void;
  readonly #wire: DeskWire;
  readonly #day: DeskDay;
  readonly #bytes: Buffer;
  #lines: Line[];
  /** While it is set, writes are lost. */
  isDown = false;

  constructor(send: (event: HubEvent) => void) {
    this.#send = send;
    const plan = deskPlanOf(makePlan(makeRequests()), (name) => name);
    this.#lines = [{ id: 'record', name: '', plan, steps: [] }];
    this.#wire = wireOf(plan);
    this.#bytes = tablesOf(this.#wire);
    const { buffer, byteOffset, byteLength } = this.#bytes;
    this.#day = readDeskDay(this.#wire, buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
  }

  /** What another dispatcher does. */
  editAs(name: string, edit: Edit): void {
    const [record] = this.#lines;
    this.#commit(record!, 'edit', null, edit, { id: name, name });
  }

  serve(app: Express): void {
    const base = '/api/hubs/:hub/desk';
    app.use('/api/hubs/:hub/desk', (req, res, next) => {
      if (this.isDown && req.method === 'POST') res.status(503).end();
      else next();
    });
    app.get(base, (req, res) => {
      const line = this.#line(req.query['scenario']);
      const { undo, redo } = this.#history(line);
      res.json({
        ...this.#wire,
        scenario: line.id === 'record' ? null : line.id,
        edit_version: line.steps.length + 1,
        arrangement: line.plan,
        undo,
        redo,
      });
    });
    app.get(`${base}/tables`, (_req, res) => {
      res.type('application/octet-stream');
      res.send(this.#bytes);
    });
    app.post(`${base}/paths`, (req, res) => {
      const { legs } = req.body as { legs: { from: number; to: number }[] };
      res.json(legs.map(({ from, to }) => [this.#pointOf(from), this.#pointOf(to)]));
    });
    app.get(`${base}/edits`, (req, res) => {
      const after = Number(req.query['after'] ?? 0);
      const { steps } = this.#line(req.query['scenario']);
      res.json(steps.filter(({ editVersion }) => editVersion > after).map(onWire));
    });
    app.post(`${base}/edits`, (req, res) => {
      const { edit, edit_version: version, scenario, id } = req.body as Body & { edit: Edit };
      const line = this.#line(scenario);
      this.#answer(res, () => {
        const done = doneBefore(line, id);
        if (done) return done;
        const since = line.steps.filter(({ editVersion }) => editVersion > version);
        const merged = mergeEdit(edit, line.plan, since, []).edit;
        return this.#commit(line, 'edit', null, merged, me, id);
      });
    });
    for (const kind of ['undo', 'redo'] as const) {
      app.post(`${base}/${kind}`, (req, res) => {
        const { edit_version: version, scenario, id } = req.body as Body;
        const line = this.#line(scenario);
        this.#answer(res, () => {
          const done = doneBefore(line, id);
          if (done) return done;
          const since = line.steps.filter(({ editVersion }) => editVersion > version);
          if (since.length > 0) throw conflictWith(since);
          const entry = historyOf(line.steps)[kind];
          const step = line.steps.find(({ editVersion }) => editVersion === entry?.step);
          if (!entry || !step) throw new UserError('NOTHING_TO_UNDO', 'Nothing.');
          return this.#commit(line, kind, entry.of, step.inverse, me, id);
        });
      });
    }
    this.#serveScenarios(app, base);
    this.#serveRest(app, base);
    app.get(`${base}/more-vehicles`, (req, res) => {
      const stops = unassignedStops(this.#line(req.query['scenario']).plan);
      const to = { run: 3, vehicle: 'M-1' };
      const edit = { type: 'move', stops, to };
      res.json([{ type: 'three-wheeler', vehicle: 'M-1', stops, cost: 420_000, edit }]);
    });
    app.get(`${base}/unassigned`, (req, res) => {
      const { plan } = this.#line(req.query['scenario']);
      res.json(
        unassignedStops(plan).map((stop) => ({
          stop,
          code: 'TAKEN_OUT',
          reason: '',
          fixes: [
            {
              kind: 'insert',
              vehicle: '29C-12',
              amount: 0,
              unit: 'rules',
              requests: [],
              cost: 80_000,
              edit: { type: 'move', stops: [stop], to: { run: 2, trip: 0, position: 0 } },
            },
          ],
        })),
      );
    });
  }

  /** Proposes to bring the first stop of run 1 into run 2, at once. */
  #serveRest(app: Express, base: string): void {
    app.post(`${base}/rest`, (_req, res) => {
      res.status(202).json({ solve: 's-rest' });
      const ended = {
        solve: 's-rest',
        date,
        outcome: 'proposed',
        plan: null,
        code: null,
        message: null,
      } as const;
      setTimeout(() => this.#send({ type: 'solve.ended', data: ended }), 50);
    });
    app.get(`${base}/proposals/:solve`, (_req, res) => {
      const [{ plan, steps }] = this.#lines as [Line];
      const after = applyEdit(plan, { type: 'move', stops: ['r1'], to: { run: 2, trip: 0, position: 0 } });
      res.json({
        scenario: null,
        edit_version: steps.length + 1,
        edit: differenceOf(plan, after),
        moved: [{ stop: 'r1', from: 1, to: 2 }],
        reordered: [],
        before: this.#figures(plan),
        after: this.#figures(after),
      });
    });
  }

  #serveScenarios(app: Express, base: string): void {
    const written = (line: Line) => ({
      id: line.id,
      name: line.name,
      edit_version: line.steps.length + 1,
      created_at: `${date}T05:00:00+07:00`,
      created_by: me.name,
      figures: this.#figures(line.plan),
    });
    const changed = () => this.#send({ type: 'scenarios.changed', data: { plan: 'p1', date } });
    app.get(`${base}/scenarios`, (_req, res) => {
      const [record, ...others] = this.#lines;
      res.json({ record: this.#figures(record!.plan), scenarios: others.map(written) });
    });
    app.post(`${base}/scenarios`, (req, res) => {
      const { name, from } = req.body as { name: string; from: string | null };
      const line = { id: randomUUID(), name, plan: this.#line(from).plan, steps: [] };
      this.#lines.push(line);
      changed();
      res.status(201).json(written(line));
    });
    app.delete(`${base}/scenarios/:scenario`, (req, res) => {
      this.#lines = this.#lines.filter(({ id }) => id !== req.params.scenario);
      changed();
      res.status(204).end();
    });
    app.post(`${base}/scenarios/:scenario/adopt`, (req, res) => {
      const [record] = this.#lines;
      const edit = differenceOf(record!.plan, this.#line(req.params.scenario).plan);
      this.#answer(res, () => this.#commit(record!, 'adopt', null, edit, me));
    });
  }

  #line(id: unknown): Line {
    const line = this.#lines.find((each) => each.id === (id ?? 'record'));
    if (!line) throw new Error(`there is no plan ${String(id)}`);
    return line;
  }

  #history({ steps }: Line): { undo: PlanStep | null; redo: PlanStep | null } {
    const { undo, redo } = historyOf(steps);
    const stepOf = (version: number | undefined) => {
      const step = steps.find(({ editVersion }) => editVersion === version);
      return step ? onWire(step) : null;
    };
    return { undo: stepOf(undo?.of), redo: stepOf(redo?.of) };
  }

  #answer(res: Response, make: () => StoredStep | null): void {
    try {
      const step = make();
      res.json({ edit_version: step?.editVersion ?? 1, step: step && onWire(step) });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { code, message, ids } = error;
      res.status(409).type('application/problem+json');
      res.send(
        JSON.stringify({
          type: 'about:blank',
          title: code,
          status: 409,
          code,
          detail: message,
          ids,
          action: '',
        }),
      );
    }
  }

  #commit(
    line: Line,
    kind: PlanStep['kind'],
    of: number | null,
    edit: Edit,
    by: Person,
    id: string | null = null,
  ): StoredStep | null {
    const plan = applyEdit(line.plan, edit);
    const inverse = inverseOf(line.plan, edit);
    if (inverse.runs.length + inverse.stops.length + inverse.vehicles.length === 0) return null;
    const step: StoredStep = {
      editVersion: line.steps.length + 2,
      id,
      kind,
      of,
      edit,
      inverse,
      touched: touchedBy(edit, line.plan, plan),
      costChange: this.#figures(plan).cost - this.#figures(line.plan).cost,
      at: `${date}T06:00:00+07:00`,
      by,
    };
    line.plan = plan;
    line.steps = [...line.steps, step];
    const scenario = line.id === 'record' ? null : line.id;
    this.#send({ type: 'plan.edited', data: { plan: 'p1', date, scenario, step: onWire(step) } });
    return step;
  }

  #figures(plan: DeskPlan) {
    const { lateSeconds, ...figures } = figuresOfPlan(plan, this.#day, scheduleDeskPlan(plan, this.#day));
    return { ...figures, late_seconds: lateSeconds };
  }

  #pointOf(place: number): [number, number] {
    const stop = this.#wire.stops.find((each) => each.place === place) ?? hub;
    return [stop.lon, stop.lat];
  }
}

interface Body {
  readonly edit_version: number;
  readonly scenario: string | null;
  readonly id: string;
}

const doneBefore = ({ steps }: Line, id: string) => steps.find((step) => step.id === id);

const onWire = ({ editVersion, id, kind, of, edit, costChange, at, by }: StoredStep): PlanStep => ({
  edit_version: editVersion,
  id,
  kind,
  of,
  edit,
  cost_change: costChange,
  at,
  by,
});

const origin = `${date}T00:00:00+07:00`;
const secondsOf = (instant: string) => (Date.parse(instant) - Date.parse(origin)) / 1_000;

function wireOf(plan: DeskPlan): DeskWire {
  const requests = new Map(makeRequests().map((request) => [request.id, request]));
  return {
    plan: 'p1',
    scenario: null,
    edit_version: 1,
    arrangement: plan,
    origin,
    hub_place: 0,
    turnaround_seconds: 900,
    tables: { key: 'straight', size: plan.stops.length + 1, profiles: ['light', 'motorbike'] },
    stops: plan.stops.map(({ stop }, index) => {
      const request = requests.get(stop)!; // each is of one request
      return {
        stop,
        label: request.place,
        lat: request.lat,
        lon: request.lon,
        place: index + 1,
        windows: [{ start: secondsOf(request.ready_from), end: secondsOf(request.ready_until) }],
        setup_seconds: 0,
        service_seconds: request.service_minutes * 60,
        pickup: [request.kg, request.crates, request.parcels],
        delivery: [0, 0, 0],
        parts: [
          {
            request: request.id,
            pickup: [request.kg, request.crates, request.parcels],
            delivery: [0, 0, 0],
            service_seconds: request.service_minutes * 60,
          },
        ],
        largest_access: 1,
        is_cancelled: false,
      };
    }),
    vehicles: makeVehicles().map((vehicle) => ({
      vehicle: vehicle.name,
      type: vehicle.type,
      table: vehicle.profile === 'light' ? 0 : 1,
      access: vehicle.profile === 'light' ? 1 : 0,
      capacity: [vehicle.capacity_kg, vehicle.capacity_crates ?? 2 ** 31 - 1, 2 ** 31 - 1],
      rates: {
        fixed_cost: vehicle.fixed_cost,
        cost_per_trip: 0,
        cost_per_km: vehicle.cost_per_km,
        km_bands: null,
        cost_per_hour: vehicle.cost_per_hour,
        cost_per_driving_hour: 0,
        cost_per_service_hour: 0,
        cost_per_overtime_hour: 0,
        exact: null,
      },
      shift: { start: 5.5 * 3_600, end: 17 * 3_600 },
      start_place: 0,
      end_place: 0,
      most_trips: 2,
      limits: {},
      is_available: vehicle.is_available,
      driver: null,
      out: null,
      has_changed: false,
    })),
    told_runs: [],
    off_road: ['r6'],
    undo: null,
    redo: null,
  };
}

const metresPerDegree = 111_000;
const metresPerSecond = 8;

/** Both profiles drive in a straight line at the same speed. */
function tablesOf({ stops, tables }: DeskWire): Buffer {
  const points = [hub, ...stops];
  const metres = points.flatMap((from) =>
    points.map((to) => Math.round(Math.hypot(from.lat - to.lat, from.lon - to.lon) * metresPerDegree)),
  );
  const seconds = metres.map((each) => Math.round(each / metresPerSecond));
  const bytes = Buffer.alloc(tables.profiles.length * metres.length * 8);
  const cells = tables.profiles.flatMap(() => [...seconds, ...metres]);
  for (const [index, cell] of cells.entries()) bytes.writeInt32LE(cell, index * 4);
  return bytes;
}
