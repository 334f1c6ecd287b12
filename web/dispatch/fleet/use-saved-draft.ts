import { useState } from 'react';

interface SavedDraft<T> {
  readonly draft: T;
  readonly setDraft: (draft: T) => void;
  readonly isDirty: boolean;
  /** Somebody else has saved since this was begun to be changed. */
  readonly isOvertaken: boolean;
  /** Takes what is saved. */
  readonly reset: () => void;
}

/** What is typed of something saved; where nothing is typed, it follows what others save. */
export function useSavedDraft<T>(saved: T): SavedDraft<T> {
  const [base, setBase] = useState(saved);
  const [draft, setDraft] = useState(saved);
  const now = JSON.stringify(saved);
  const isSame = JSON.stringify(base) === now;
  const isUntouched = JSON.stringify(draft) === JSON.stringify(base) || JSON.stringify(draft) === now;
  if (!isSame && isUntouched) {
    setBase(saved);
    setDraft(saved);
  }
  return {
    draft,
    setDraft,
    isDirty: !isUntouched,
    isOvertaken: !isSame && !isUntouched,
    reset: () => {
      setBase(saved);
      setDraft(saved);
    },
  };
}
