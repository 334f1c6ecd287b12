import { useEffect } from 'react';
import { useHubContext } from '../hub-context.ts';
import type { Desk } from './use-desk.ts';

/** Ctrl+Z takes the last step back, Ctrl+Shift+Z and Ctrl+Y make it again; not while typing or in a dialog. */
export function useEditKeys(desk: Desk | null): void {
  const { canEdit } = useHubContext();
  useEffect(() => {
    if (!desk || !canEdit) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      const { target } = event;
      if (target instanceof HTMLElement && target.closest('input, select, textarea, dialog')) return;
      if (document.querySelector('dialog[open]')) return;
      event.preventDefault();
      const isRedo = key === 'y' || event.shiftKey;
      if (isRedo ? desk.redo : (desk.undo ?? desk.waiting > 0)) {
        if (isRedo) desk.makeAgain();
        else desk.takeBack();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [desk, canEdit]);
}
