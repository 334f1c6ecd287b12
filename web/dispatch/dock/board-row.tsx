import { Fragment, memo } from 'react';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { has, RunChip, RunFrame, type RowMark, type RunRowProps } from './run-frame.tsx';

/** One run as a row of stops. */
export const BoardRow = memo(function BoardRow(props: RunRowProps) {
  const { t } = useI18n();
  const { day, marks, held } = props;
  const trips = day.run.trips.map((_, trip) => day.stops.filter((stop) => stop.trip === trip));
  return (
    <RunFrame {...props} className="chips">
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
    </RunFrame>
  );
});

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
