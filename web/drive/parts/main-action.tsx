import type { ReactNode } from 'react';

interface MainActionProps {
  readonly children: ReactNode;
  readonly onAct: () => void;
  readonly isDisabled?: boolean;
  /** Something else is better done first. */
  readonly isQuiet?: boolean;
}

/** The one thing to do next, where a thumb reaches it. */
export function MainAction({ children, onAct, isDisabled = false, isQuiet = false }: MainActionProps) {
  return (
    <div className="main-action">
      <button
        type="button"
        className={isQuiet ? 'button big' : 'button primary big'}
        disabled={isDisabled}
        onClick={onAct}
      >
        {children}
      </button>
    </div>
  );
}
