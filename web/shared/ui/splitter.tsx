import { useRef } from 'react';

interface SplitterProps {
  readonly label: string;
  /** `x`: between panels side by side; `y`: between one above the other, whose height is `widthPx`. */
  readonly axis?: 'x' | 'y';
  readonly widthPx: number;
  readonly minPx: number;
  readonly maxPx: number;
  /** 1 where dragging to the right, or down, widens the panel, −1 where it narrows it. */
  readonly direction: 1 | -1;
  readonly onChange: (widthPx: number) => void;
}

const stepPx = 24;

/** The edge between two panels: drag it, or move it with the arrow keys. */
export function Splitter({ label, axis = 'x', widthPx, minPx, maxPx, direction, onChange }: SplitterProps) {
  const drag = useRef<{ from: number; width: number } | null>(null);
  const isX = axis === 'x';
  const clamp = (value: number): number => Math.round(Math.min(maxPx, Math.max(minPx, value)));
  return (
    // A focusable separator is the ARIA pattern for this; the linter takes every separator for a plain line.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={isX ? 'splitter' : 'splitter flat'}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="separator"
      aria-orientation={isX ? 'vertical' : 'horizontal'}
      aria-label={label}
      aria-valuenow={widthPx}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { from: isX ? event.clientX : event.clientY, width: widthPx };
      }}
      onPointerMove={(event) => {
        const start = drag.current;
        if (!start) return;
        const at = isX ? event.clientX : event.clientY;
        onChange(clamp(start.width + direction * (at - start.from)));
      }}
      onPointerUp={() => {
        drag.current = null;
      }}
      onKeyDown={(event) => {
        const ways: Readonly<Record<string, number>> = isX
          ? { ArrowRight: 1, ArrowLeft: -1 }
          : { ArrowDown: 1, ArrowUp: -1 };
        const way = ways[event.key];
        if (way !== undefined) onChange(clamp(widthPx + direction * way * stepPx));
      }}
    />
  );
}
