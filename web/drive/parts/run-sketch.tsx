import { markWidth, sketchOf, sketchSize } from '#web/shared/map/sketch.ts';
import { useWords } from '../i18n.tsx';
import type { RunView } from '../phone/run-log.ts';

/** Where the run goes, north up: lines of the roads, without a map. */
export function RunSketch({ view: { wire, state } }: { view: RunView }) {
  const { t } = useWords();
  const frozen = wire.latest.frozen;
  if (frozen === null) return null;
  const { lines, stops, at, scale } = sketchOf({
    legs: frozen.run.trips.flatMap((trip) => trip.legs),
    stops: state.stops.map(({ lat, lon }, index) => ({ number: index + 1, lat, lon })),
    hub: wire.hub,
  });
  const { width, height } = sketchSize;
  return (
    <svg className="sketch" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('overview.sketch')}>
      {lines.map((points) => (
        <polyline key={points} className="sketch-road" points={points} />
      ))}
      <rect className="sketch-hub" x={at.x - 7} y={at.y - 7} width={14} height={14} />
      {stops.map((mark) => {
        const { numbers, label, x, y } = mark;
        const wide = markWidth(mark, 22);
        const areDone = numbers.every((number) => state.stops[number - 1]?.status === 'done');
        return (
          <g key={label} className={areDone ? 'done' : ''}>
            <rect className="sketch-stop" x={x - wide / 2} y={y - 11} width={wide} height={22} rx={11} />
            <text x={x} y={y + 5} textAnchor="middle">
              {label}
            </text>
          </g>
        );
      })}
      <path className="sketch-scale" d={`M12 ${height - 12}v4h${scale.length}v-4`} />
      <text x={16 + scale.length} y={height - 7}>
        {scale.label}
      </text>
    </svg>
  );
}
