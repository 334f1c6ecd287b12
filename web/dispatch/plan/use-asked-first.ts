import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { queries } from '#web/shared/api/queries.ts';
import { useToasts } from '#web/shared/ui/toasts.tsx';

/** Waits for a yes before a day that drivers have runs of is planned anew. */
export interface Asking {
  readonly agree: () => void;
  readonly drop: () => void;
}

/** Starts a day's planning: at once, or where runs of it are published once that is agreed to (`asking`). */
export function useAskedFirst(hub: string, date: string, start: () => void) {
  const client = useQueryClient();
  const { sayProblem } = useToasts();
  const [isAsking, setAsking] = useState(false);
  const begin = async (): Promise<void> => {
    try {
      const { runs } = await client.ensureQueryData(queries.publication(hub, date));
      if (runs.length > 0) setAsking(true);
      else start();
    } catch (error) {
      sayProblem(error);
    }
  };
  const drop = () => setAsking(false);
  const agree = () => {
    drop();
    start();
  };
  const asking: Asking | null = isAsking ? { agree, drop } : null;
  return { asking, begin };
}
