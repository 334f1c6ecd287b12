import { useI18n } from '#web/shared/i18n/i18n.tsx';
import type { DayRun } from '../day.ts';
import { markWidth, sketchOf, sketchSize } from '#web/shared/map/sketch.ts';

interface RunSketchProps {
  readonly day: DayRun;
  readonly hub: { readonly lat: number; readonly lon: number };
}

/** Where the run goes, north up; it prints as lines, whatever the map could draw. */
export function RunSketch({ day, hub }: RunSketchProps) {
  const { t } = useI18n();
  const { lines, stops, at, scale, isWhole } = sketchOf({
    legs: day.run.trips.flatMap((trip) => trip.legs),
    stops: day.stops.map(({ number, stop }) => ({ number, lat: stop.lat, lon: stop.lon })),
    hub,
  });
  const { width, height } = sketchSize;
  return (
    <figure className="sheet-sketch">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('sheet.sketch', { run: day.number })}>
        <rect className="sketch-frame" width={width} height={height} />
        {lines.map((points) => (
          <polyline key={points} className="sketch-road" points={points} />
        ))}
        <rect className="sketch-hub" x={at.x - 5} y={at.y - 5} width={10} height={10} />
        {stops.map((mark) => {
          const { label, x, y } = mark;
          const wide = markWidth(mark, 16);
          return (
            <g key={label}>
              <rect className="sketch-stop" x={x - wide / 2} y={y - 8} width={wide} height={16} rx={8} />
              <text className="sketch-number" x={x} y={y + 3.5}>
                {label}
              </text>
            </g>
          );
        })}
        <path className="sketch-scale" d={`M12 ${height - 12}v4h${scale.length}v-4`} />
        <text className="sketch-words" x={16 + scale.length} y={height - 7}>
          {scale.label}
        </text>
        <text className="sketch-words" x={width - 16} y={18} textAnchor="middle">
          N
        </text>
        <path className="sketch-scale" d={`M${width - 16} 36v-14m-3 4l3-4 3 4`} />
      </svg>
      {!isWhole && <figcaption>{t('sheet.no-path')}</figcaption>}
    </figure>
  );
}
