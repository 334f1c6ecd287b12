import './way-picture.css';

/** A place that a run came to. */
interface WayPoint {
  readonly lat: number;
  readonly lon: number;
  /** `own`: a stop of whoever looks at it. */
  readonly kind: 'hub' | 'stop' | 'own';
}

interface WayPictureProps {
  readonly way: readonly WayPoint[];
  readonly label: string;
}

const size = { width: 240, height: 150, margin: 14 };

/** Where a run went, hub and stops in straight lines, one's own stops filled. */
export function WayPicture({ way, label }: WayPictureProps) {
  const place = placer(way);
  const points = way.map(place);
  return (
    <svg className="way-picture" viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={label}>
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {way.map(({ kind }, index) => {
        const { x, y } = points[index]!; // one for each
        // A way never changes its order.
        const key = `${index} ${kind}`;
        if (kind === 'hub') return <rect key={key} x={x - 7} y={y - 7} width="14" height="14" />;
        return <circle key={key} cx={x} cy={y} r="6" className={kind === 'own' ? 'own' : ''} />;
      })}
    </svg>
  );
}

/** Degrees to the picture, north above, one scale in both directions. */
function placer(way: readonly WayPoint[]) {
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
