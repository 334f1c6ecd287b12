import { dashPatterns } from '#web/shared/map/palette.ts';
import type { RunLook } from '#web/shared/map/palette.ts';

interface RunMarkProps {
  readonly number: number;
  readonly look: RunLook;
}

/** A run's number on its colour; with its dash below where the colours repeat, as on the map. */
export function RunMark({ number, look }: RunMarkProps) {
  const pattern = dashPatterns[look.dash];
  return (
    <span className="run-mark" style={{ backgroundColor: look.colour, color: look.textColour }}>
      {number}
      {pattern && (
        <svg viewBox="0 0 28 3" aria-hidden="true">
          <line
            x1="0"
            y1="1.5"
            x2="28"
            y2="1.5"
            stroke={look.textColour}
            strokeWidth="2"
            strokeDasharray={pattern.map((length) => length * 2).join(' ')}
          />
        </svg>
      )}
    </span>
  );
}
