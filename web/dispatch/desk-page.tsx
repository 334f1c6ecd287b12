import { useQuery } from '@tanstack/react-query';
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import type { Request } from '#server/contract/request.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { LazyMap, MapLoading } from '#web/shared/map/lazy-map.tsx';
import type { MapHold, MapPress } from '#web/shared/map/map-press.ts';
import type { Enclosed } from '#web/shared/map/use-select-tool.ts';
import { overlayOf } from '#web/shared/map/plan-features.ts';
import { stopInTurn, stopsThere } from '#web/shared/map/same-place.ts';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { ValueStore } from '#web/shared/ui/value-store.ts';
import { useIsPhone } from '#web/shared/ui/use-media.ts';
import { addDays, dayOf, isDate, looseRequests, type Day } from './day.ts';
import { useDesk, useFollowWritten } from './desk/use-desk.ts';
import { useEditKeys } from './desk/use-edit-keys.ts';
import { looseStopOf } from './desk/unassigned.tsx';
import { DragStore } from './dock/drag-store.ts';
import { noMapMarks } from './dock/use-map-marks.ts';
import { DeskLayout } from './desk-layout.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { useHubContext } from './hub-context.ts';
import { usePositions } from './live/use-positions.ts';
import { useRunning } from './live/use-running.ts';
import { AddRequestDialog } from './lists/add-request-dialog.tsx';
import { ImportDialog } from './lists/import-dialog.tsx';
import { PasteDialog } from './lists/paste-dialog.tsx';
import { StandingDialog } from './standing/standing-dialog.tsx';
import { PlanAgainDialog } from './plan/plan-again-dialog.tsx';
import { useProposal } from './plan/use-proposal.ts';
import { usePlanning } from './plan/use-planning.ts';
import { useComparison } from './scenarios/use-comparison.ts';
import { PublishDialog } from './publish/publish-dialog.tsx';
import { HandingContext, usePublished } from './publish/use-published.ts';
import { useSelection } from './selection.ts';
import type { Selection } from './selection.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** One day of a hub: what is to be carried, who drives where, and what it costs. */
export function DeskPage() {
  const { date = '' } = useParams();
  return isDate(date) ? <Desk key={date} date={date} /> : <Navigate to=".." replace />;
}

const noRequests: readonly Request[] = [];
const noSolve = { solve: null, interrupted: null };

type Open = 'help' | 'add' | 'import' | 'paste' | 'standing' | 'publish' | null;

function Desk({ date }: { date: string }) {
  const { t } = useI18n();
  const { hub, region, today, canEdit } = useHubContext();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const selection = useSelection();
  const [open, setOpen] = useState<Open>(null);
  const requests = useQuery(queries.requests(hub.id, date));
  const plan = useQuery(queries.plan(hub.id, date));
  const vehicles = useQuery(queries.vehicles(hub.id));
  const known = requests.data ?? noRequests;
  const made = plan.data?.plan?.document ?? null;
  const planning = usePlanning(hub.id, date, plan.data ?? noSolve);
  const proposing = useProposal(selection, planning, plan.isSuccess);
  const { desk, ...deskState } = useDesk(date, selection.scenario, made, known, proposing.preview);
  useFollowWritten(date, desk !== null);
  const comparing = useComparison(date, selection, desk, made, known);
  const compared = comparing?.found?.overlay ?? null;
  const document = desk?.shown.document ?? made;
  const arrangement = desk?.shown.arrangement ?? null;
  const fleet = desk?.wire.vehicles;
  const day = useMemo(
    () => dayOf(document, known, arrangement, fleet),
    [document, known, arrangement, fleet],
  );
  const running = useRunning(date);
  const positions = usePositions(running, day);
  const overlay = useMemo(
    () => ({ ...overlayOf(hub, document, known, arrangement), ...compared, positions }),
    [hub, document, known, arrangement, compared, positions],
  );

  const goTo = useCallback(
    (next: string) => void navigate(`/hubs/${encodeURIComponent(hub.id)}/day/${next}?tab=${selection.tab}`),
    [navigate, hub.id, selection.tab],
  );
  const focusSearch = useFocusSearch(selection);
  const published = usePublished(date, day, desk);
  const openSheets = useCallback(
    (run: number | null) => {
      const query = run === null ? '' : `?run=${run}`;
      void navigate(`/hubs/${encodeURIComponent(hub.id)}/day/${date}/sheets${query}`);
    },
    [navigate, hub.id, date],
  );
  const handing = useMemo(
    () => ({ published, openPublish: () => setOpen('publish'), openSheets }),
    [published, openSheets],
  );
  const isAnySelected = selection.run !== null || selection.request !== null || selection.stops.length > 0;
  useShortcuts({
    u: () => {
      if (published && canEdit) setOpen('publish');
    },
    s: () => {
      if (day.runs.length > 0) openSheets(null);
    },
    p: () => {
      if (selection.scenario === null) planning.start();
    },
    '?': () => setOpen('help'),
    '[': () => goTo(addDays(date, -1)),
    ']': () => goTo(addDays(date, 1)),
    t: () => goTo(today),
    '/': focusSearch,
    ...(comparing ? { Escape: selection.endComparison } : isAnySelected && { Escape: selection.clear }),
  });
  useEditKeys(desk);
  const onPress = (press: MapPress): void => {
    if (press.kind === 'stop') {
      const { run, id } = stopInTurn(overlay.stops, press, selection.stop);
      selection.selectStop(run, id);
    } else if (press.kind === 'run') selection.selectRun(press.run);
    else if (press.kind === 'request') selection.selectRequest(press.id);
    else if (isAnySelected) selection.clear();
  };
  const [dragStore] = useState(() => new DragStore());
  const [mapMarks] = useState(() => new ValueStore(noMapMarks));
  const canMove = canEdit && desk !== null && !desk.isPreview;
  const onHold: MapHold = (event, press, onLift) => {
    if (press.kind === 'stop') {
      const there = stopsThere(overlay.stops, press.id);
      const held = there.find(({ id }) => selection.stops.includes(id)) ?? press;
      dragStore.press(event, held.id, { onLift });
    }
    const loose = press.kind === 'request' && desk ? looseStopOf(desk, press.id) : undefined;
    if (loose !== undefined) dragStore.press(event, loose, { onLift });
  };
  const onSelect = ({ stops, requests: loose, isMore }: Enclosed): void => {
    const found = [...stops, ...loose.flatMap((request) => (desk && looseStopOf(desk, request)) ?? [])];
    selection.selectGroup((before) => (isMore ? [...new Set([...before, ...found])] : found));
  };
  const selectedStops = useMemo(() => selectedOnMap(selection, day), [selection, day]);

  const failed = [requests, plan, vehicles].find(({ error, data }) => error && !data);
  const map = (
    <Suspense fallback={<MapLoading />}>
      <LazyMap
        hub={hub.id}
        region={region}
        overlay={overlay}
        selectedRun={selection.run}
        selectedStops={selectedStops}
        description={t('map.description', {
          runs: day.runs.length,
          stops: day.runs.reduce((sum, { stops }) => sum + stops.length, 0),
          loose: looseRequests(day).length,
        })}
        onPress={onPress}
        onSelect={desk ? onSelect : undefined}
        onHold={canMove ? onHold : undefined}
        onLook={dragStore.serveMap}
        marks={mapMarks}
      />
    </Suspense>
  );
  return (
    <HandingContext value={handing}>
      <title>{`${hub.name} · ${date} · Hubward`}</title>
      <DeskLayout
        isPhone={isPhone}
        date={date}
        day={day}
        desk={desk}
        deskProblem={deskState.error}
        onDeskRetry={deskState.retry}
        stored={plan.data?.plan ?? null}
        vehicles={vehicles.data ?? null}
        isLoading={requests.isPending || plan.isPending}
        isStale={[requests, plan].some(({ isError, data }) => isError && data !== undefined)}
        staleSince={Math.min(requests.dataUpdatedAt, plan.dataUpdatedAt)}
        problem={failed && <ProblemPanel error={failed.error} onRetry={() => void failed.refetch()} />}
        selection={selection}
        dragStore={dragStore}
        mapMarks={mapMarks}
        planning={planning}
        proposing={proposing}
        comparing={comparing}
        running={running}
        map={map}
        onGoTo={goTo}
        onHelp={() => setOpen('help')}
        onAdd={() => setOpen('add')}
        onImport={() => setOpen('import')}
        onPaste={() => setOpen('paste')}
        onStanding={() => setOpen('standing')}
      />
      {planning.asking && <PlanAgainDialog asking={planning.asking} date={date} />}
      {open === 'help' && <HelpDialog onClose={() => setOpen(null)} />}
      {open === 'add' && <AddRequestDialog date={date} onClose={() => setOpen(null)} />}
      {open === 'import' && <ImportDialog kind="requests" date={date} onClose={() => setOpen(null)} />}
      {open === 'paste' && <PasteDialog onClose={() => setOpen(null)} />}
      {open === 'standing' && <StandingDialog date={date} onClose={() => setOpen(null)} />}
      {open === 'publish' && desk && published && (
        <PublishDialog
          date={date}
          day={day}
          desk={desk}
          published={published}
          onClose={() => setOpen(null)}
        />
      )}
    </HandingContext>
  );
}

/** Ids of what is marked on the map: stops, and requests that are in no run. */
function selectedOnMap({ stops, request }: Selection, day: Day): readonly string[] {
  if (request === null) return stops;
  return [...stops, day.visitsOf.get(request)?.[0]?.stop.id ?? request];
}

/** Opens the requests and puts the focus into their search once it is there. */
function useFocusSearch(selection: Selection): () => void {
  const isWanted = useRef(false);
  // After every render: the field comes with one of the next.
  useEffect(() => {
    if (!isWanted.current) return;
    const field = document.querySelector<HTMLInputElement>('#request-search');
    if (!field) return;
    isWanted.current = false;
    field.focus();
  });
  return () => {
    const field = document.querySelector<HTMLInputElement>('#request-search');
    if (field) {
      field.focus();
      return;
    }
    isWanted.current = true;
    selection.setTab('requests');
  };
}
