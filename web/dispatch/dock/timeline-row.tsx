import { memo } from 'react';
import type { DayVehicle, DeskDay } from '#server/domain/desk/desk-day.ts';
import type { ScheduledDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import { has, RunChip, RunFrame, type RowMark, type RunRowProps } from './run-frame.tsx';
import { hoursOf, shareAt, stretchesOf, type TimeScale } from './time-scale.ts';

interface TimelineRowProps extends RunRowProps {
  readonly scheduled: ScheduledDeskRun;
  readonly scale: TimeScale;
  readonly stops: DeskDay['stops'];
  readonly vehicle: DayVehicle;
}

/** One run along the hours: its shift, what it does when, and the windows of the stops that are selected. */
export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps) {
  const { day, scheduled, scale, selected, vehicle } = props;
  const between = (from: number, to: number) => ({
    insetInlineStart: `${shareAt(scale, from)}%`,
    width: `${shareAt(scale, to) - shareAt(scale, from)}%`,
  });
  const visits = scheduled.schedule.events.filter(({ kind }) => kind === 'visit');
  const windows = day.stops.flatMap(({ id }) =>
    has(selected, id) ? (props.stops.get(id)?.windows ?? []) : [],
  );
  return (
    <RunFrame {...props} className="track">
      <li aria-hidden="true">
        <span className="track-shift" style={between(vehicle.shift.start, vehicle.shift.end)} />
        {windows.map(({ start, end }) => (
          <span key={`${start} ${end}`} className="track-window" style={between(start, end)} />
        ))}
        {stretchesOf(scheduled).map(({ kind, from, to }) => (
          <span key={`${kind} ${from}`} className={`track-${kind}`} style={between(from, to)} />
        ))}
        {props.marks.map((mark) => (
          <span
            key={mark.rank}
            className={mark.rank === 0 ? 'drop-mark' : 'rank-mark'}
            style={{ insetInlineStart: `${shareAt(scale, timeOfMark(mark, props))}%` }}
          >
            {mark.rank > 0 && mark.rank}
          </span>
        ))}
      </li>
      {day.stops.map((stop, index) => {
        const { start, departure } = visits[index]!; // one for each stop
        return <RunChip key={stop.id} stop={stop} span={between(start, departure)} {...props} />;
      })}
    </RunFrame>
  );
});

/** When the stop before the place leaves, or its trip begins. */
function timeOfMark({ place }: RowMark, { day, scheduled, held }: TimelineRowProps): number {
  const visits = scheduled.schedule.events.filter(({ kind }) => kind === 'visit');
  const left = day.stops.flatMap((stop, index) =>
    stop.trip === place.trip && !has(held, stop.id) ? [visits[index]!.departure] : [],
  );
  return left[place.position - 1] ?? scheduled.schedule.trips[place.trip]?.start ?? scheduled.schedule.start;
}

interface TimeAxisProps {
  readonly scale: TimeScale;
  readonly timeOf: (seconds: number) => string;
  /** Seconds from the plan's origin; null on another day. */
  readonly now: number | null;
}

/** The hours above the rows. */
export function TimeAxis({ scale, timeOf, now }: TimeAxisProps) {
  return (
    <li className="board-row time-axis" aria-hidden="true">
      <div className="row-head" />
      <div className="track">
        {hoursOf(scale).map((seconds) => (
          <span
            key={seconds}
            className="track-hour"
            style={{ insetInlineStart: `${shareAt(scale, seconds)}%` }}
          >
            {timeOf(seconds)}
          </span>
        ))}
        {now !== null && now > scale.from && now < scale.to && (
          <span className="track-now" style={{ insetInlineStart: `${shareAt(scale, now)}%` }} />
        )}
      </div>
    </li>
  );
}
