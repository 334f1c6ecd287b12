import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { unassignedStops } from '#server/domain/edits/desk-plan.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { looseRequests, stoplessRequests, type Day } from '../day.ts';
import { EditBar } from '../desk/edit-bar.tsx';
import type { Desk } from '../desk/use-desk.ts';
import { useHubContext } from '../hub-context.ts';
import type { Selection } from '../selection.ts';
import { RestButton } from '../plan/rest-dialog.tsx';
import type { Planning } from '../plan/use-planning.ts';
import type { Proposing } from '../plan/use-proposal.ts';
import { ScenariosButton } from '../scenarios/scenarios-dialog.tsx';
import { BoardRow } from './board-row.tsx';
import { DragGhost, DragPanel } from './drag-panel.tsx';
import { EditMenu, type MenuTarget } from './edit-menu.tsx';
import { BarredRow, DriverlessRow, LooseRow, NewRunRow } from './edge-rows.tsx';
import { movedIn, useMovedWords } from './moved-stops.ts';
import { usePriceWords } from './price-words.ts';
import { runHead } from './row-head.tsx';
import type { RowMark } from './run-frame.tsx';
import { scaleOf } from './time-scale.ts';
import { TimelineLegend } from './timeline-legend.tsx';
import { TimeAxis, TimelineRow } from './timeline-row.tsx';
import { useSecondsSince } from './use-now.ts';
import { useBoardInput } from './use-board-input.ts';
import { useMapMarks, type MapMarks } from './use-map-marks.ts';
import type { DragStore } from './drag-store.ts';
import { useStopDrag, type Drag } from './use-stop-drag.ts';

interface DockProps {
  readonly desk: Desk;
  readonly day: Day;
  readonly selection: Selection;
  readonly dragStore: DragStore;
  readonly mapMarks: MapMarks;
  readonly planning: Planning;
  readonly proposing: Proposing;
  readonly date: string;
  /** What its height is changed by, where it can be. */
  readonly edge?: React.ReactNode;
  readonly isOpen: boolean;
  /** Absent: it is always open. */
  readonly onToggle?: () => void;
}

/** The runs as rows of stops or along the hours, to be moved by hand, and what was done so far. */
export function Dock(props: DockProps) {
  const { desk, day, selection, edge, isOpen, onToggle } = props;
  const { t } = useI18n();
  const canEdit = useHubContext().canEdit && !desk.isPreview;
  const words = usePriceWords(desk);
  const [menu, setMenu] = useState<MenuTarget | null>(null);
  const [focus, setFocus] = useState<string | null>(null);
  const { dragStore } = props;
  const stopDrag = useStopDrag(dragStore, desk, selection.stops);
  const { drag, dropped } = stopDrag;
  useMapMarks(props.mapMarks, drag, desk.shown);
  const plan = desk.shown.arrangement;
  const loose = useMemo(() => unassignedStops(plan), [plan]);
  const stopless = useMemo(() => stoplessRequests(day, plan), [day, plan]);
  const rows = useRef<HTMLUListElement>(null);
  const input = useBoardInput({
    desk,
    day,
    selection,
    loose,
    dragStore,
    stopDrag,
    canEdit,
    setFocus,
    setMenu,
  });

  // What was moved by hand stands elsewhere now: the focus goes with it, once it is drawn there.
  useEffect(() => {
    if (!dropped) return;
    rows.current?.querySelector<HTMLElement>(`[data-stop="${CSS.escape(dropped.stop)}"]`)?.focus();
  }, [dropped]);

  const heldStill = useHeldStill(dragStore);
  const isTimeline = selection.isTimeline;
  const scale = useMemo(() => scaleOf(desk.shown.schedules.values()), [desk.shown]);
  const now = useSecondsSince(desk.wire.origin);
  const wrong = useMemo(() => wrongStops(desk, words.broken), [desk, words]);
  const moved = useMovedWords(desk, props.proposing);
  const held = useMemo(() => new Set(drag?.stops), [drag?.stops]);
  const firstHead = day.runs[0] ? runHead(day.runs[0].run.vehicle) : null;
  const isLoose = (cell: string) => loose.includes(cell) || stopless.some(({ id }) => id === cell);
  const isThere = focus !== null && (isLoose(focus) || hasCell(day, focus));
  const tabStop = isThere ? focus : firstHead;
  return (
    <section ref={heldStill} className="dock" aria-label={t('dock.title')}>
      {isOpen && edge}
      {drag && <DragPanel drag={drag} words={words} desk={desk} />}
      <div className="dock-head">
        <EditBar desk={desk} date={props.date} />
        {isOpen && (
          <fieldset className="dock-views">
            <legend className="visually-hidden">{t('dock.view')}</legend>
            {[false, true].map((timeline) => (
              <button
                key={String(timeline)}
                type="button"
                className="button quiet"
                aria-pressed={isTimeline === timeline}
                onClick={() => selection.setTimeline(timeline)}
              >
                {t(timeline ? 'dock.timeline' : 'dock.board')}
              </button>
            ))}
          </fieldset>
        )}
        <span className="grow" />
        {selection.stops.length > 1 && (
          <output className="soft">{t('dock.selected', { count: selection.stops.length })}</output>
        )}
        <ScenariosButton date={props.date} selection={selection} />
        {canEdit && (
          <RestButton desk={desk} date={props.date} selection={selection} planning={props.planning} />
        )}
        {onToggle && (
          <button type="button" className="button quiet" aria-expanded={isOpen} onClick={onToggle}>
            {isOpen ? t('dock.hide') : t('dock.show')}
          </button>
        )}
      </div>
      {isOpen && (
        <>
          <p id="dock-help" className="visually-hidden">
            {t('dock.help')}
          </p>
          {isTimeline && <TimelineLegend />}
          {/* The cells inside are buttons; this hears them all, so that a thousand need no listeners. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
          <ul
            ref={rows}
            className={['dock-rows', drag && 'is-dragging', !canEdit && 'is-fixed'].filter(Boolean).join(' ')}
            aria-label={t('tab.runs')}
            {...input}
          >
            {isTimeline && <TimeAxis scale={scale} timeOf={words.timeOf} now={now} />}
            <LooseRow
              desk={desk}
              loose={loose}
              stopless={stopless}
              count={looseRequests(day).length}
              selected={selection.stops}
              selectedRequest={selection.request}
              held={held}
              isTarget={drag?.place === 'out'}
              focus={tabStop}
            />
            {day.runs.map((run) => {
              const ids = run.stops.map(({ id }) => id);
              const row = {
                day: run,
                selected: barred(ids.filter((id) => selection.stops.includes(id))),
                held: barred(ids.filter((id) => held.has(id))),
                marks: marksIn(run.number, drag),
                wrong: wrong.get(run.number) ?? noneWrong,
                isRunSelected: selection.run === run.run.vehicle,
                moved: movedIn(run.number, moved),
                focus: tabStop !== null && hasCellIn(run, tabStop) ? tabStop : null,
              };
              const scheduled = desk.shown.schedules.get(run.number);
              const vehicle = desk.day.vehicles.get(run.run.vehicle);
              if (!isTimeline || !scheduled || !vehicle) return <BoardRow key={run.number} {...row} />;
              const times = { scheduled, vehicle, scale, stops: desk.day.stops };
              return <TimelineRow key={run.number} {...row} {...times} />;
            })}
            <NewRunRow drag={drag} words={words} />
            <BarredRow desk={desk} canEdit={canEdit} />
            <DriverlessRow desk={desk} />
          </ul>
        </>
      )}
      {drag && <DragGhost drag={drag} words={words} />}
      <output className="visually-hidden" aria-live="assertive">
        {drag && !drag.at && spoken(drag, words, t)}
      </output>
      {menu && (
        <EditMenu target={menu} desk={desk} date={props.date} words={words} onClose={() => setMenu(null)} />
      )}
    </section>
  );
}

/** Nothing scrolls under a finger that has stops in the hand. React's own listeners come too late to say so. */
function useHeldStill(dragStore: DragStore): React.RefCallback<HTMLElement> {
  return useCallback(
    (dock: HTMLElement) => {
      const hold = (event: TouchEvent): void => {
        if (dragStore.held() && event.cancelable) event.preventDefault();
      };
      dock.addEventListener('touchmove', hold, { passive: false });
      return () => dock.removeEventListener('touchmove', hold);
    },
    [dragStore],
  );
}

function spoken(
  drag: Drag,
  words: ReturnType<typeof usePriceWords>,
  t: ReturnType<typeof useI18n>['t'],
): string {
  const place = drag.place === null ? t('dock.no-place') : words.place(drag.place);
  return `${place}: ${drag.price ? words.spoken(drag.price) : t('dock.stays')}`;
}

const noneWrong: ReadonlyMap<string, string> = new Map();
const noMarks: readonly RowMark[] = [];
const barred = (ids: readonly string[]) => (ids.length === 0 ? '' : `|${ids.join('|')}|`);

function hasCellIn({ run, stops }: Day['runs'][number], cell: string): boolean {
  return runHead(run.vehicle) === cell || stops.some(({ id }) => id === cell);
}

function hasCell({ runs }: Day, cell: string): boolean {
  return runs.some((run) => hasCellIn(run, cell));
}

/** The places of a run that are marked while stops are in the hand. */
function marksIn(run: number, drag: Drag | null): readonly RowMark[] {
  if (!drag) return noMarks;
  const best = drag.best.flatMap(({ to }, index) =>
    to.run === run && !('vehicle' in to) ? [{ place: to, rank: index + 1 }] : [],
  );
  const { place } = drag;
  const isHere = place !== null && place !== 'out' && place.run === run && !('vehicle' in place);
  const marks = isHere ? [...best, { place, rank: 0 }] : best;
  return marks.length === 0 ? noMarks : marks;
}

/** By run: stops that break a rule, with what they break. */
function wrongStops(desk: Desk, say: ReturnType<typeof usePriceWords>['broken']) {
  const wrong = new Map<number, Map<string, string>>();
  for (const [run, { violations }] of desk.shown.schedules) {
    const stops = new Map<string, string>();
    for (const violation of violations) {
      if (violation.stop === null) continue;
      const words = say({ ...violation, stop: null });
      const before = stops.get(violation.stop);
      stops.set(violation.stop, before === undefined ? words : `${before}, ${words}`);
    }
    if (stops.size > 0) wrong.set(run, stops);
  }
  return wrong;
}
