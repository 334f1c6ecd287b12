import { useEffect, useState } from 'react';
import type { Quote } from '#server/contract/quote.ts';
import { api } from '../api.ts';
import type { Draft } from './draft.ts';

export interface Quoted {
  /** Null: not known, for now or at all. */
  readonly quote: Quote | null;
  readonly isLoading: boolean;
  readonly failure: unknown;
}

/** What the draft would cost on each day; without signal, or of a place that only the server can read, nobody knows. */
export function useQuote({ kind, place, product, kg, crates, parcels }: Draft): Quoted {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const lat = place?.lat ?? null;
  const lon = place?.lon ?? null;
  const isKnown = lat !== null && lon !== null;
  const asked = new URLSearchParams({
    kind,
    lat: String(lat),
    lon: String(lon),
    product,
    kg: String(kg),
    ...(crates !== null && { crates: String(crates) }),
    ...(parcels !== null && { parcels: String(parcels) }),
  }).toString();
  useEffect(() => {
    if (!isKnown) return undefined;
    let isCurrent = true;
    const ask = async () => {
      const got = await api.quote(asked).then(
        (quote) => ({ quote, failure: null }),
        (failure: unknown) => ({ quote: null, failure }),
      );
      if (isCurrent) setAnswer({ asked, ...got });
    };
    void ask();
    return () => {
      isCurrent = false;
    };
  }, [asked, isKnown]);
  if (answer?.asked === asked) return { ...answer, isLoading: false };
  return { quote: null, failure: null, isLoading: isKnown };
}

interface Answer extends Pick<Quoted, 'quote' | 'failure'> {
  readonly asked: string;
}
