import type { Publication } from '#server/contract/publication.ts';
import type { PlanDocument } from '#server/contract/plan.ts';
import type { Request } from '#server/contract/request.ts';
import type { DeskPlan, DeskRun } from '#server/domain/edits/desk-plan.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Store, StoredPublication, StoredStep } from '#server/store/port.ts';
import { findRequest } from '../find-request.ts';
import { documentNow, type ReadDay } from '../desk/document-now.ts';
import { conflictWith } from '../desk/merge-edit.ts';
import type { Services } from '../port.ts';
import { type RunDriver, runDriversOn } from '../run-drivers.ts';
import { freezeRun } from './freeze-run.ts';

interface PublishingDeps {
  readonly store: Pick<Store, 'desks' | 'plans' | 'requests' | 'publications' | 'fleet' | 'drivers'>;
  readonly readDay: ReadDay;
  /** Ends when paths that are being looked for are written. */
  readonly settlePaths: () => Promise<void>;
}

/** So often it is tried anew where an edit is written at the same moment. */
const mostTries = 50;
const mostPathsMs = 5_000;

/** Tells drivers of their runs: freezes them as they are, and takes back what was told. */
export function makePublishing({ store, readDay, settlePaths }: PublishingDeps): Services['publishing'] {
  const { publications } = store;

  return {
    get: async (hub, date) => toWire(await publications.get(hub, date)),

    publish: async ({ hub, date, editVersion, by }, chosen) => {
      // What is frozen has its paths, where they are found in time.
      await Promise.race([settlePaths(), new Promise((done) => setTimeout(done, mostPathsMs).unref())]);
      for (let tries = 1; tries <= mostTries; tries++) {
        const standing = await readStanding({ store, readDay }, hub, date);
        if (standing === null) continue;
        const { published, desk } = standing;
        await refuseOverlooked(store, { hub, date, editVersion }, desk.editVersion, chosen);
        const numbers = chosen ? [...new Set(chosen)] : runsOf(desk.plan, published);
        requireRuns(numbers, desk.plan, published);
        const runs = numbers.flatMap((number) => newRun(number, standing));
        if (runs.length === 0) return toWire(published);
        const { revision } = published;
        const done = await publications.commit(
          hub,
          date,
          { editVersion: desk.editVersion, revision },
          { kind: runs.some(({ frozen }) => frozen !== null) ? 'published' : 'withdrawn', runs, by },
        );
        if (done) return toWire(done);
      }
      throw new Error(`publishing ${date} was overtaken ${mostTries} times`);
    },

    withdraw: async ({ hub, date, revision, by }, chosen) => {
      for (let tries = 1; tries <= mostTries; tries++) {
        const published = await publications.get(hub, date);
        if (published === null) throw unknownPlan(date);
        const runs = published.runs.filter(({ number }) => chosen?.includes(number) ?? true);
        const anew = runs.filter((run) => run.revision > revision).map(({ number }) => String(number));
        if (anew.length > 0) {
          throw new UserError('PUBLISHED_ANEW', `Published again: run ${anew.join(', ')}.`, { ids: anew });
        }
        if (runs.length === 0) return toWire(published);
        const done = await publications.commit(hub, date, published, {
          kind: 'withdrawn',
          runs: runs.map(({ number }) => ({ number, frozen: null })),
          by,
        });
        if (done) return toWire(done);
      }
      throw new Error(`withdrawing from ${date} was overtaken ${mostTries} times`);
    },
  };
}

interface Standing {
  readonly desk: { readonly editVersion: number; readonly plan: DeskPlan };
  readonly document: PlanDocument;
  readonly published: StoredPublication;
  readonly requestOf: (name: string) => Request;
  readonly driverOf: (run: DeskRun) => RunDriver;
}

/** The plan with what is published of it; null where an edit came in between. @throws UserError PLAN_UNKNOWN */
async function readStanding(
  { store, readDay }: Pick<PublishingDeps, 'store' | 'readDay'>,
  hub: string,
  date: string,
): Promise<Standing | null> {
  const stored = await store.plans.get(hub, date);
  const published = await store.publications.get(hub, date);
  if (!stored || !published) throw unknownPlan(date);
  const { facts, ...desk } = await readDay(hub, date);
  if (new Set([desk.editVersion, stored.editVersion, published.editVersion]).size > 1) return null;
  const requests = await store.requests.listByDay(hub, date);
  const driverOf = await runDriversOn(store, hub, date);
  const document = documentNow(stored.document, desk.plan, facts);
  return { desk, document, published, requestOf: findRequest(requests), driverOf };
}

/**
 * What others have changed since the version that was looked at must be looked at too, where it is to be published.
 *
 * @throws UserError EDIT_CONFLICT saying who did what
 */
async function refuseOverlooked(
  { desks }: PublishingDeps['store'],
  { hub, date, editVersion }: { hub: string; date: string; editVersion: number },
  standing: number,
  chosen: readonly number[] | null,
): Promise<void> {
  if (editVersion === standing) return;
  const since = await desks.listSteps({ hub, date, scenario: null }, editVersion);
  if (since.length === 0 || since.length !== standing - editVersion) {
    throw new UserError('EDIT_CONFLICT', `The plan has no version ${editVersion} to publish.`);
  }
  const isChosen = (step: StoredStep) => step.touched.runs.some((run) => chosen?.includes(run) ?? true);
  const inTheWay = since.filter(isChosen);
  if (inTheWay.length > 0) throw conflictWith(inTheWay);
}

const runsOf = (plan: DeskPlan, { runs }: StoredPublication): number[] =>
  [...new Set([...plan.runs.map(({ run }) => run), ...runs.map(({ number }) => number)])].sort(
    (a, b) => a - b,
  );

/** @throws UserError RUN_UNKNOWN, NOTHING_TO_PUBLISH */
function requireRuns(numbers: readonly number[], plan: DeskPlan, published: StoredPublication): void {
  if (numbers.length === 0) throw new UserError('NOTHING_TO_PUBLISH', 'The plan has no runs.');
  const known = runsOf(plan, published);
  const unknown = numbers.filter((number) => !known.includes(number)).map(String);
  if (unknown.length === 0) return;
  throw new UserError('RUN_UNKNOWN', `The plan has no run ${unknown.join(', ')}.`, { ids: unknown });
}

/** What is to be told anew of a run: nothing where it is as it was told. */
function newRun(number: number, { desk, document, published, requestOf, driverOf }: Standing) {
  const told = published.runs.find((run) => run.number === number)?.frozen ?? null;
  const planned = desk.plan.runs.find(({ run }) => run === number);
  const written = planned && document.runs.find(({ vehicle }) => vehicle === planned.vehicle);
  const frozen = planned && written ? freezeRun(written, driverOf(planned), requestOf) : null;
  return JSON.stringify(frozen) === JSON.stringify(told) ? [] : [{ number, frozen }];
}

const unknownPlan = (date: string) =>
  new UserError('PLAN_UNKNOWN', `${date} has no plan yet.`, { ids: [date] });

function toWire(published: StoredPublication | null): Publication {
  const { revision, runs, revisions } = published ?? { revision: 0, runs: [], revisions: [] };
  return { revision, runs: [...runs], revisions: [...revisions] };
}
