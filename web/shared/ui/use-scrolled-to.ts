import { type RefObject, useEffect, useRef } from 'react';

/** Brings what is chosen, here or elsewhere on the page, into view in the list it is in. */
export function useScrolledTo<T extends HTMLElement>(isChosen: boolean): RefObject<T | null> {
  const ref = useRef<T>(null);
  useEffect(() => {
    if (isChosen) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return ref;
}
