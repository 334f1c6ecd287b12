const width = 160;
const height = 36;
const edge = 3;

/** Costs falling, oldest on the left; the lowest value lies at the bottom. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const highest = Math.max(...values);
  const lowest = Math.min(...values);
  const range = highest - lowest || 1;
  const points = values.map((value, index) => {
    const x = edge + (index / Math.max(1, values.length - 1)) * (width - 2 * edge);
    const y = edge + ((highest - value) / range) * (height - 2 * edge);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg className="sparkline" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <polyline points={points.join(' ')} />
      {points.length > 0 && (
        <circle cx={points.at(-1)?.split(',')[0]} cy={points.at(-1)?.split(',')[1]} r="2.6" />
      )}
    </svg>
  );
}
