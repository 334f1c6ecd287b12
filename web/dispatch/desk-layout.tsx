import { useState } from 'react';
import type { ReactNode } from 'react';
import type { StoredPlanWire } from '#server/contract/endpoints.ts';
import { isStanding } from '#server/contract/request.ts';
import type { Vehicle } from '#server/contract/fleet.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon, type IconName } from '#web/shared/ui/icon.tsx';
import { Splitter } from '#web/shared/ui/splitter.tsx';
import { RequestsTab } from './board/requests-tab.tsx';
import { RunsTab } from './board/runs-tab.tsx';
import { PastNotice } from './carry/carry-over.tsx';
import type { Day } from './day.ts';
import { EditBar } from './desk/edit-bar.tsx';
import type { Desk } from './desk/use-desk.ts';
import { Dock } from './dock/dock.tsx';
import type { DragStore } from './dock/drag-store.ts';
import { MapDrag } from './dock/map-drag.tsx';
import type { MapMarks } from './dock/use-map-marks.ts';
import { Inspector } from './inspector/inspector.tsx';
import { LinkNotice } from './link-notice.tsx';
import { AlertCount, LiveTab } from './live/live-tab.tsx';
import type { Running } from './live/use-running.ts';
import { InterruptedNotice } from './plan/interrupted-notice.tsx';
import { PlanButton } from './plan/plan-button.tsx';
import { ProposalPanel } from './plan/proposal-panel.tsx';
import { SolvePanel } from './plan/solve-panel.tsx';
import type { Planning } from './plan/use-planning.ts';
import type { Proposing } from './plan/use-proposal.ts';
import { DeskNotices } from './scenarios/scenario-bar.tsx';
import type { Comparing } from './scenarios/use-comparison.ts';
import { tabs, type Selection, type Tab } from './selection.ts';
import { KeyFigures, TopBar } from './top-bar.tsx';

export interface DeskLayoutProps {
  readonly isPhone: boolean;
  readonly date: string;
  readonly day: Day;
  /** The plan as it can be changed; null where it only can be looked at. */
  readonly desk: Desk | null;
  readonly deskProblem: unknown;
  readonly onDeskRetry: () => void;
  readonly stored: StoredPlanWire | null;
  /** Null until known. */
  readonly vehicles: readonly Vehicle[] | null;
  readonly isLoading: boolean;
  readonly isStale: boolean;
  readonly staleSince: number;
  readonly problem: ReactNode;
  readonly selection: Selection;
  readonly dragStore: DragStore;
  readonly mapMarks: MapMarks;
  readonly planning: Planning;
  readonly proposing: Proposing;
  /** Two plans are looked at; null: one. */
  readonly comparing: Comparing | null;
  readonly running: Running;
  readonly map: ReactNode;
  readonly onGoTo: (date: string) => void;
  readonly onHelp: () => void;
  readonly onAdd: () => void;
  readonly onImport: () => void;
  readonly onPaste: () => void;
  readonly onStanding: () => void;
}

/** Three panes on a desk, one column with tabs on a phone. */
export function DeskLayout(props: DeskLayoutProps) {
  return props.isPhone ? <PhoneLayout {...props} /> : <WideLayout {...props} />;
}

const boardKey = 'hubward.board-px';
const dockKey = 'hubward.dock-px';
const dockOpenKey = 'hubward.dock-open';
const inspectorKey = 'hubward.inspector-px';

function useRememberedWidth(key: string, initialPx: number): [number, (widthPx: number) => void] {
  const [widthPx, setWidthPx] = useState(() => Number(localStorage.getItem(key)) || initialPx);
  return [
    widthPx,
    (next) => {
      localStorage.setItem(key, String(next));
      setWidthPx(next);
    },
  ];
}

function WideLayout(props: DeskLayoutProps) {
  const { t } = useI18n();
  const [boardPx, setBoardPx] = useRememberedWidth(boardKey, 420);
  const [inspectorPx, setInspectorPx] = useRememberedWidth(inspectorKey, 320);
  const { tab: wanted } = props.selection;
  const tab = wanted === 'requests' || wanted === 'live' ? wanted : 'runs';
  return (
    <div className="desk">
      <TopBar {...props} />
      <LinkNotice isStale={props.isStale} staleSince={props.staleSince} />
      <DeskNotices {...props} />
      <SolvePanel planning={props.planning} />
      <ProposalPanel desk={props.desk} proposing={props.proposing} />
      <main
        className="desk-panes"
        style={{
          // On a narrow screen the lists give way before the map does.
          gridTemplateColumns: `min(${boardPx}px, max(31vw, 100vw - 900px)) auto minmax(16rem, 1fr) auto min(${inspectorPx}px, max(23vw, 100vw - 1100px))`,
        }}
      >
        <section className="pane board" aria-label={t('board.title')}>
          <BoardTabs {...props} tab={tab} onChange={props.selection.setTab} />
          <BoardContent {...props} tab={tab} />
        </section>
        <Splitter
          label={t('board.resize')}
          widthPx={boardPx}
          minPx={280}
          maxPx={640}
          direction={1}
          onChange={setBoardPx}
        />
        <div className="pane">{props.map}</div>
        <Splitter
          label={t('inspector.resize')}
          widthPx={inspectorPx}
          minPx={240}
          maxPx={560}
          direction={-1}
          onChange={setInspectorPx}
        />
        {/* It scrolls, also where nothing in it can have the focus. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section className="pane inspector" aria-label={t('inspector.title')} tabIndex={0}>
          <Inspector {...props} />
        </section>
      </main>
      <DockFrame {...props} />
    </div>
  );
}

/** The board below the map; its room is kept while the desk loads, so that the map does not jump. */
function DockFrame(props: DeskLayoutProps) {
  const { t } = useI18n();
  const [dockPx, setDockPx] = useRememberedWidth(dockKey, 300);
  const [isDockOpen, setDockOpen] = useState(() => localStorage.getItem(dockOpenKey) !== 'no');
  const toggleDock = (): void => {
    localStorage.setItem(dockOpenKey, isDockOpen ? 'no' : 'yes');
    setDockOpen(!isDockOpen);
  };
  const height = isDockOpen ? { height: `min(${dockPx}px, 60vh)` } : {};
  if (!props.desk) {
    const isComing = props.isLoading || (props.stored !== null && props.deskProblem === null);
    return isComing ? (
      <div className="dock-frame" style={height}>
        <section className="dock loading" aria-label={t('dock.title')}>
          {t('state.loading')}
        </section>
      </div>
    ) : null;
  }
  return (
    <div className="dock-frame" style={height}>
      <Dock
        {...props}
        desk={props.desk}
        edge={
          <Splitter
            label={t('dock.resize')}
            axis="y"
            widthPx={dockPx}
            minPx={160}
            maxPx={700}
            direction={-1}
            onChange={setDockPx}
          />
        }
        isOpen={isDockOpen}
        onToggle={toggleDock}
      />
    </div>
  );
}

function BoardTabs({
  tab,
  day,
  running,
  onChange,
}: Pick<DeskLayoutProps, 'day' | 'running'> & { tab: Tab; onChange: (tab: Tab) => void }) {
  const { t } = useI18n();
  const live = day.requests.filter(isStanding).length;
  return (
    <div className="board-tabs">
      <button type="button" aria-pressed={tab === 'requests'} onClick={() => onChange('requests')}>
        {t('tab.requests')} <span className="soft">{live}</span>
      </button>
      <button type="button" aria-pressed={tab === 'runs'} onClick={() => onChange('runs')}>
        {t('tab.runs')} <span className="soft">{day.runs.length}</span>
      </button>
      <button type="button" aria-pressed={tab === 'live'} onClick={() => onChange('live')}>
        {t('tab.live')} <AlertCount running={running} />
      </button>
    </div>
  );
}

type BoardTab = 'requests' | 'runs' | 'live';

function BoardContent({ tab, ...props }: DeskLayoutProps & { tab: BoardTab }) {
  const { t } = useI18n();
  if (props.problem) return <div className="board-problem">{props.problem}</div>;
  if (props.isLoading) return <div className="loading">{t('state.loading')}</div>;
  return (
    <>
      <PastNotice day={props.day} date={props.date} />
      {tab === 'runs' && <InterruptedNotice {...props} />}
      {tab === 'requests' && <RequestsTab {...props} />}
      {tab === 'runs' && <RunsTab {...props} />}
      {tab === 'live' && <LiveTab {...props} />}
    </>
  );
}

const tabIcons = {
  map: 'map',
  requests: 'list',
  runs: 'truck',
  live: 'history',
  board: 'board',
} as const satisfies Record<Tab, IconName>;

function PhoneLayout(props: DeskLayoutProps) {
  const { t } = useI18n();
  const { selection, planning } = props;
  const { tab } = selection;
  const hasSelection = selection.request !== null || selection.run !== null;
  // It has an action of its own, to plan the rest.
  const hasBoard = tab === 'board' && props.desk !== null;
  const isOpen = hasSelection && (tab === 'requests' || tab === 'runs');
  return (
    <div className="phone">
      <TopBar {...props} />
      <LinkNotice isStale={props.isStale} staleSince={props.staleSince} />
      <DeskNotices {...props} />
      {/* Keyed, so that what is opened begins at its top. */}
      <main className="phone-main" key={isOpen ? location.search : tab}>
        {tab === 'map' && (
          <>
            <KeyFigures day={props.day} />
            <div className="phone-map">{props.map}</div>
            {props.desk && (
              <MapDrag
                desk={props.desk}
                selected={selection.stops}
                dragStore={props.dragStore}
                mapMarks={props.mapMarks}
              />
            )}
            {hasSelection && (
              <div className="phone-card">
                <Inspector {...props} />
              </div>
            )}
          </>
        )}
        {tab === 'board' && <PhoneBoard {...props} />}
        {isOpen && <Inspector {...props} />}
        {tab === 'live' && <BoardContent {...props} tab={tab} />}
        {!isOpen && (tab === 'requests' || tab === 'runs') && (
          <>
            {tab === 'runs' && <KeyFigures day={props.day} />}
            {tab === 'runs' && props.desk && <EditBar desk={props.desk} date={props.date} />}
            <BoardContent {...props} tab={tab} />
          </>
        )}
      </main>
      <footer className="phone-foot">
        <SolvePanel planning={planning} />
        <ProposalPanel desk={props.desk} proposing={props.proposing} />
        {!planning.isRunning && !isOpen && !hasBoard && selection.scenario === null && (
          <PlanButton planning={planning} />
        )}
        <nav className="phone-tabs" aria-label={t('board.title')}>
          {tabs.map((each) => (
            <button
              key={each}
              type="button"
              aria-current={tab === each ? 'page' : undefined}
              onClick={() => {
                if (tab === each) selection.clear();
                else selection.setTab(each);
              }}
            >
              <Icon name={tabIcons[each]} />
              {t(`tab.${each}`)}
            </button>
          ))}
        </nav>
      </footer>
    </div>
  );
}

function PhoneBoard(props: DeskLayoutProps) {
  const { t } = useI18n();
  if (props.problem) return <div className="board-problem">{props.problem}</div>;
  if (props.desk) return <Dock {...props} desk={props.desk} isOpen />;
  if (props.isLoading || (props.stored !== null && props.deskProblem === null)) {
    return <div className="loading">{t('state.loading')}</div>;
  }
  return <p className="empty">{t('dock.no-plan')}</p>;
}
