import type { MoneyRun } from '#server/contract/money.ts';

interface WayPictureProps {
  readonly run: MoneyRun;
  readonly isOwn: (request: string) => boolean;
  readonly label: string;
}

const size = { width: 240, height: 150, margin: 14 };

/** Where a run went, hub and stops in straight lines, one's own stops filled. */
export function WayPicture({ run: { way }, isOwn, label }: WayPictureProps) {
  const place = placer(way);
  const points = way.map(place);
  return (
    <svg className="way-picture" viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={label}>
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {way.map(({ requests }, index) => {
        const { x, y } = points[index]!; // one for each
        const key = `${index} ${requests[0] ?? ''}`;
        if (requests.length === 0) return <rect key={key} x={x - 7} y={y - 7} width="14" height="14" />;
        return <circle key={key} cx={x} cy={y} r="6" className={requests.some(isOwn) ? 'own' : ''} />;
      })}
    </svg>
  );
}

/** Degrees to the picture, north above, one scale in both directions. */
function placer(way: MoneyRun['way']) {
  const shrink = Math.cos(((way[0]?.lat ?? 0) * Math.PI) / 180);
  const all = way.map(({ lat, lon }) => ({ x: lon * shrink, y: -lat }));
  const west = Math.min(...all.map(({ x }) => x));
  const north = Math.min(...all.map(({ y }) => y));
  const across = Math.max(...all.map(({ x }) => x)) - west;
  const down = Math.max(...all.map(({ y }) => y)) - north;
  const room = { x: size.width - 2 * size.margin, y: size.height - 2 * size.margin };
  const scale = Math.min(room.x / (across || 1e-9), room.y / (down || 1e-9));
  return ({ lat, lon }: { readonly lat: number; readonly lon: number }) => ({
    x: Math.round(size.margin + (room.x - across * scale) / 2 + (lon * shrink - west) * scale),
    y: Math.round(size.margin + (room.y - down * scale) / 2 + (-lat - north) * scale),
  });
}
