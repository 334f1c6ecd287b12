import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { DeskWire } from '#server/contract/desk.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import type { PlanDocument } from '#server/contract/plan.ts';
import type { Request } from '#server/contract/request.ts';
import type { DeskDay } from '#server/domain/desk/desk-day.ts';
import { makeMovePricer, type MovePricer } from '#server/domain/desk/price-move.ts';
import { applyEdit } from '#server/domain/edits/apply-edit.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import { call } from '#web/shared/api/client.ts';
import { useHubLive } from '#web/shared/api/hub-live.tsx';
import { keys, queries } from '#web/shared/api/queries.ts';
import { DeskLine, type DeskSnapshot, type LineNews } from '#web/shared/desk/desk-line.ts';
import { readDeskDay } from '#web/shared/desk/read-desk.ts';
import { makePlanReader, type ShownPlan } from '#web/shared/desk/shown-plan.ts';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';
import { useEditWords } from './edit-words.ts';
import { useLegPaths } from './use-leg-paths.ts';

/** A plan that can be changed here, with what each change would cost. */
export interface Desk extends Omit<DeskSnapshot, 'plan'> {
  readonly scenario: string | null;
  readonly wire: DeskWire;
  readonly day: DeskDay;
  readonly shown: ShownPlan;
  readonly pricer: MovePricer;
  /** What is shown is a proposal that nobody has accepted yet: it cannot be changed. */
  readonly isPreview: boolean;
  /** Makes an edit at once; one that cannot be is said. `on`: the version that it was worked out on. */
  readonly edit: (edit: Edit, on?: number) => void;
  readonly takeBack: () => void;
  readonly makeAgain: () => void;
}

export interface DeskState {
  /** Null until its tables are here, and where there is no plan. */
  readonly desk: Desk | null;
  readonly error: unknown;
  readonly retry: () => void;
}

/**
 * The desk of a day's plan, or of a scenario of it. `stored`: the plan of record as it is written down; `preview`: an edit
 * that is shown as if it were made.
 */
export function useDesk(
  date: string,
  scenario: string | null,
  stored: PlanDocument | null,
  requests: readonly Request[],
  preview: Edit | null,
): DeskState {
  const { hub } = useHubContext();
  const made = useMemo(() => (stored ? withRequestIds(stored, requests) : null), [stored, requests]);
  // Under a key of nobody's while there is no plan: who looks at an answer keeps it, and it is followed by its line alone.
  const asked = useQuery({
    ...queries.desk(hub.id, date, made ? scenario : unasked),
    enabled: made !== null,
  });
  const key = asked.data?.wire.tables.key ?? '';
  const tables = useQuery({ ...queries.deskTables(hub.id, date, key), enabled: key !== '' });
  const { data } = asked;
  const day = useMemo(
    () => (data && tables.data ? readDeskDay(data.wire, tables.data) : null),
    [data, tables.data],
  );
  const line = useLine(date, scenario, data ?? null);
  const snapshot = useSnapshot(line);
  const reader = useMemo(() => (data && day ? makePlanReader(data.wire, day) : null), [data, day]);
  const plan = useMemo(() => {
    const now = snapshot && (preview ? previewOf(snapshot.plan, preview) : snapshot.plan);
    return now && day && isKnown(now, day) ? now : null;
  }, [snapshot, preview, day]);
  const paths = useLegPaths(date, data?.wire ?? null, day, plan, made);
  const shown = useMemo(
    () => (reader && plan && made && paths ? reader(plan, made, paths) : null),
    [reader, plan, made, paths],
  );
  const pricer = useMemo(() => (plan && day ? makeMovePricer(plan, day) : null), [plan, day]);
  const { sayProblem } = useToasts();
  const edit = useCallback(
    (wanted: Edit, on?: number) => {
      try {
        line?.edit(wanted, on);
      } catch (error) {
        sayProblem(error);
      }
    },
    [line, sayProblem],
  );
  const desk = useMemo((): Desk | null => {
    if (!data || !day || !snapshot || !shown || !pricer || !line) return null;
    return {
      ...snapshot,
      scenario,
      wire: data.wire,
      day,
      shown,
      pricer,
      isPreview: preview !== null,
      edit,
      takeBack: () => line.step('undo'),
      makeAgain: () => line.step('redo'),
    };
  }, [data, day, snapshot, shown, pricer, line, edit, scenario, preview]);
  const { refetch } = asked;
  return { desk, error: asked.error ?? tables.error, retry: () => void refetch() };
}

/** In place of a scenario's id. */
const unasked = 'unasked';

/** What a list calls a request, the desk calls by its id. */
function withRequestIds(plan: PlanDocument, requests: readonly Request[]): PlanDocument {
  const ids = new Map(requests.map(({ id, reference }) => [reference, id]));
  const unassigned = plan.unassigned.map((why) => ({ ...why, request: ids.get(why.request) ?? why.request }));
  return { ...plan, unassigned };
}

/** The plan itself where others have made the edit impossible meanwhile. */
function previewOf(plan: DeskSnapshot['plan'], edit: Edit): DeskSnapshot['plan'] {
  try {
    return applyEdit(plan, edit);
  } catch {
    return plan;
  }
}

/** A step may bring stops or vehicles that the day here does not know yet. */
function isKnown(plan: DeskSnapshot['plan'], day: DeskDay): boolean {
  return (
    plan.stops.every(({ stop }) => day.stops.has(stop)) &&
    plan.runs.every(({ vehicle }) => day.vehicles.has(vehicle))
  );
}

type Loaded = { readonly wire: DeskWire; readonly steps: DeskSnapshot['steps'] };

function useLine(date: string, scenario: string | null, loaded: Loaded | null): DeskLine | null {
  const { hub } = useHubContext();
  const client = useQueryClient();
  const { listen } = useHubLive();
  const [line, setLine] = useState<DeskLine | null>(null);
  const tell = useTell();
  const isThere = loaded !== null && loaded.wire.scenario === scenario;
  const first = useRef(loaded);
  useEffect(() => {
    first.current = loaded;
  }, [loaded]);

  useEffect(() => {
    const { current } = first;
    const isMine = (data: { date: string; scenario: string | null }) =>
      data.date === date && data.scenario === scenario;
    const renew = () => void client.invalidateQueries({ queryKey: keys.desk(hub.id, date) });
    if (!isThere || !current) {
      // The answer on its way may be from before this step.
      return listen(({ type, data }) => {
        if (type === 'plan.edited' && isMine(data)) renew();
      });
    }
    const params = { hub: hub.id };
    const on = (version: number, id: string) => ({ date, scenario, edit_version: version, id });
    const api = {
      edit: (version: number, id: string, edit: Edit) =>
        call(endpoints.editPlan, { params, body: { ...on(version, id), edit } }),
      undo: (version: number, id: string) => call(endpoints.undoEdit, { params, body: on(version, id) }),
      redo: (version: number, id: string) => call(endpoints.redoEdit, { params, body: on(version, id) }),
      stepsAfter: (after: number) =>
        call(endpoints.listEdits, { params, query: { date, after, ...(scenario !== null && { scenario }) } }),
    };
    const hear = (news: LineNews): void => {
      if (news.kind === 'stale') renew();
      else tell(news);
    };
    const made = new DeskLine(startOf(current), api, hear);
    setLine(made);
    const stop = listen(({ type, data }) => {
      if (type !== 'plan.edited' || !isMine(data)) return;
      made.hear(data.step);
      // A plan made anew has stops and tables of its own.
      if (data.step.kind === 'solve') renew();
    });
    return () => {
      stop();
      made.close();
      setLine(null);
    };
  }, [isThere, hub.id, date, scenario, tell, listen, client]);

  useEffect(() => {
    if (!line || !loaded) return;
    line.renew(startOf(loaded));
  }, [line, loaded]);
  return line;
}

/** Steps that came between the two answers are told again by the next one. */
function startOf({ wire, steps }: Loaded) {
  const { arrangement: plan, edit_version: version } = wire;
  return { plan, version, steps: steps.filter((step) => step.edit_version <= version) };
}

function useSnapshot(line: DeskLine | null): DeskSnapshot | null {
  return useSyncExternalStore(
    useCallback((listener) => line?.subscribe(listener) ?? (() => undefined), [line]),
    () => line?.snapshot() ?? null,
  );
}

/** Where there is no desk, the plan as it is written down is what is shown: it is fetched again when others change it. */
export function useFollowWritten(date: string, hasDesk: boolean): void {
  const { hub } = useHubContext();
  const client = useQueryClient();
  const { listen } = useHubLive();
  useEffect(() => {
    if (hasDesk) return undefined;
    return listen(({ type, data }) => {
      const isOfDay = (type === 'plan.edited' || type === 'plan.paths') && data.date === date;
      if (isOfDay) void client.invalidateQueries({ queryKey: keys.plan(hub.id, date) });
    });
  }, [hasDesk, listen, client, hub.id, date]);
}

/** Says what became of a change, in the words of the page. */
function useTell(): (news: LineNews) => void {
  const words = useEditWords();
  const { say, sayProblem } = useToasts();
  const latest = useRef<(news: LineNews) => void>(() => undefined);
  useEffect(() => {
    latest.current = (news) => {
      if (news.kind === 'refused' && news.steps.length > 0) say(words.conflict(news.steps));
      else if (news.kind === 'refused') sayProblem(news.error);
      else if (news.kind === 'merged') say(words.merged(news.steps));
      else if (news.kind === 'made' && (news.step.kind === 'undo' || news.step.kind === 'redo'))
        say(words.done(news.step, news.steps));
    };
  });
  return useCallback((news) => latest.current(news), []);
}
