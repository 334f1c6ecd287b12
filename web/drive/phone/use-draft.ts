import { useState } from 'react';

/** What is being typed, by what it is of; a phone without room for it keeps none. */
const prefix = 'hubward.drive.draft.';

/**
 * Fields of a form, kept on the phone at each key: a page that the phone throws away in the middle of a form has them when
 * it is opened again. `forget` where they are saved.
 */
export function useDraft<Fields extends Record<string, string>>(name: string, empty: Fields) {
  const [fields, setFields] = useState<Fields>(() => ({ ...empty, ...readDraft(name) }));
  const change = (more: Partial<Fields>): void => {
    const next = { ...fields, ...more };
    setFields(next);
    try {
      localStorage.setItem(prefix + name, JSON.stringify(next));
    } catch {
      // The phone is full: the page has them as long as it is there.
    }
  };
  const forget = (): void => localStorage.removeItem(prefix + name);
  return { fields, change, forget };
}

function readDraft(name: string): Record<string, string> {
  // Written by `change`.
  return JSON.parse(localStorage.getItem(prefix + name) ?? '{}') as Record<string, string>;
}
