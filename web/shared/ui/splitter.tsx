import { useRef } from 'react';

interface SplitterProps {
  readonly label: string;
  readonly widthPx: number;
  readonly minPx: number;
  readonly maxPx: number;
  /** 1 where dragging to the right widens the panel, −1 where it narrows it. */
  readonly direction: 1 | -1;
  readonly onChange: (widthPx: number) => void;
}

const stepPx = 24;

/** The edge between two panels: drag it, or move it with the arrow keys. */
export function Splitter({ label, widthPx, minPx, maxPx, direction, onChange }: SplitterProps) {
  const drag = useRef<{ x: number; width: number } | null>(null);
  const clamp = (value: number): number => Math.round(Math.min(maxPx, Math.max(minPx, value)));
  return (
    // A focusable separator is the ARIA pattern for this; the linter takes every separator for a plain line.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="splitter"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={widthPx}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, width: widthPx };
      }}
      onPointerMove={(event) => {
        const from = drag.current;
        if (from) onChange(clamp(from.width + direction * (event.clientX - from.x)));
      }}
      onPointerUp={() => {
        drag.current = null;
      }}
      onKeyDown={(event) => {
        const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (way !== undefined) onChange(clamp(widthPx + direction * way * stepPx));
      }}
    />
  );
}
