import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

interface MenuProps {
  readonly label: string;
  /** What the button shows; its name is `label`. */
  readonly face: ReactNode;
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a panel of controls; closes on Escape (focus goes back) or a press elsewhere. */
export function Menu({ label, face, children }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      // It closes this and nothing else.
      event.preventDefault();
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', onPress);
    document.addEventListener('keydown', onKey, true);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      document.removeEventListener('keydown', onKey, true);
    };
  }, [isOpen]);
  return (
    <div className="menu" ref={root}>
      <button
        ref={button}
        type="button"
        className="button quiet icon"
        aria-expanded={isOpen}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!isOpen)}
      >
        {face}
      </button>
      {isOpen && <div className="panel">{children(() => setOpen(false))}</div>}
    </div>
  );
}
