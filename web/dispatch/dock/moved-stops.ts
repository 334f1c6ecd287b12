import { useMemo } from 'react';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import type { Desk } from '../desk/use-desk.ts';
import type { Proposing } from '../plan/use-proposal.ts';

type MovedStops = ReadonlyMap<number, ReadonlyMap<string, string>>;

const none: MovedStops = new Map();
const noStops: ReadonlyMap<string, string> = new Map();

/** Stops that the proposal on screen brings into a run, by run, with the words for where they come from. */
export function useMovedWords(desk: Desk, { proposal }: Proposing): MovedStops {
  const { t } = useI18n();
  return useMemo(() => {
    if (!desk.isPreview || !proposal) return none;
    const moved = new Map<number, Map<string, string>>();
    for (const { stop, from, to } of proposal.moved) {
      if (to === null) continue;
      const words = from === null ? t('rest.was-loose') : t('rest.from-run', { run: from });
      moved.set(to, (moved.get(to) ?? new Map<string, string>()).set(stop, words));
    }
    return moved;
  }, [desk.isPreview, proposal, t]);
}

export const movedIn = (run: number, moved: MovedStops) => moved.get(run) ?? noStops;
