import { Fragment, memo } from 'react';
import type { RunPlace } from '#server/domain/edits/desk-plan.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import type { DayRun, DayStop } from '../day.ts';
import { RowHead, runHead } from './row-head.tsx';
import { StopChip } from './stop-chip.tsx';

/** A place of the row that is marked: the one below the hand (rank 0), or the n-th best. */
export interface RowMark {
  readonly place: RunPlace;
  readonly rank: number;
}

export interface BoardRowProps {
  readonly day: DayRun;
  /** Ids of stops, between bars: rows whose own have not changed are not drawn again. */
  readonly selected: string;
  readonly held: string;
  readonly marks: readonly RowMark[];
  /** Stops that break a rule, with the words for it. */
  readonly wrong: ReadonlyMap<string, string>;
  /** Stops that a proposal brings here, with where they come from. */
  readonly moved: ReadonlyMap<string, string>;
  readonly isRunSelected: boolean;
  /** Which of its buttons the Tab key comes to; null: none. */
  readonly focus: string | null;
}

/** Whether an id is among those between bars. */
export const has = (ids: string, id: string) => ids.includes(`|${id}|`);

/** One run as a row: who drives and what it costs, then its stops in their order. */
export const BoardRow = memo(function BoardRow(props: BoardRowProps) {
  const { t } = useI18n();
  const { day, marks, held } = props;
  const trips = day.run.trips.map((_, trip) => day.stops.filter((stop) => stop.trip === trip));
  return (
    <li className={props.isRunSelected ? 'board-row is-selected' : 'board-row'}>
      <RowHead
        day={day}
        isSelected={props.isRunSelected}
        isFocus={props.focus === runHead(day.run.vehicle)}
      />
      <ol
        className="chips"
        data-drop={day.number}
        aria-label={t('run.stops-of', { vehicle: day.run.vehicle })}
      >
        {trips.map((stops, trip) => {
          const left = stops.filter(({ id }) => !has(held, id));
          const markAt = (position: number) => (
            <DropMarks
              marks={marks.filter(({ place }) => place.trip === trip && place.position === position)}
            />
          );
          return (
            // A trip has no identity but its place in the run.
            // oxlint-disable-next-line react/no-array-index-key
            <Fragment key={trip}>
              {stops.map((stop) => (
                <Fragment key={stop.id}>
                  {!has(held, stop.id) && markAt(left.indexOf(stop))}
                  <RunChip stop={stop} {...props} />
                </Fragment>
              ))}
              {markAt(left.length)}
              {trip < trips.length - 1 && (
                <li className="chip-hub" data-cell="" data-trip={trip}>
                  <span aria-hidden="true" />
                  {t('dock.at-hub')}
                </li>
              )}
            </Fragment>
          );
        })}
      </ol>
    </li>
  );
});

function RunChip({ stop, selected, held, wrong, moved, focus }: BoardRowProps & { stop: DayStop }) {
  const { t } = useI18n();
  const f = useFormat();
  const { id, number, trip, pin, kg } = stop;
  const problem = wrong.get(id);
  const said = [f.time(stop.stop.arrival), f.kg(kg), problem, moved.get(id), pin && t(`dock.pinned-${pin}`)];
  return (
    <StopChip
      stop={id}
      trip={trip}
      number={number}
      place={stop.stop.place}
      said={said.filter(Boolean).join(', ')}
      isSelected={has(selected, id)}
      isHeld={has(held, id)}
      isWrong={problem !== undefined}
      isMoved={moved.has(id)}
      isPinned={pin !== null}
      isFocus={focus === id}
    />
  );
}

/** Takes no room, so that nothing moves under the pointer. */
function DropMarks({ marks }: { marks: readonly RowMark[] }) {
  if (marks.length === 0) return null;
  return (
    <li className="drop-marks" aria-hidden="true">
      {marks.map(({ rank }) => (
        <span key={rank} className={rank === 0 ? 'drop-mark' : 'rank-mark'}>
          {rank > 0 && rank}
        </span>
      ))}
    </li>
  );
}
