import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { ProposalWire } from '#server/contract/desk.ts';
import type { Edit } from '#server/domain/edits/edit.ts';
import { useHubLive } from '#web/shared/api/hub-live.tsx';
import { queries } from '#web/shared/api/queries.ts';
import { useHubContext } from '../hub-context.ts';
import type { Selection } from '../selection.ts';
import type { Planning } from './use-planning.ts';

/** What the optimiser proposes, until it is accepted or thrown away. */
export interface Proposing {
  readonly proposal: ProposalWire | null;
  /** Its edit, while the desk shows the plan as it would be. */
  readonly preview: Edit | null;
  readonly showPreview: (isShown: boolean) => void;
  /** What it was reckoned with has changed since. */
  readonly isOutdated: boolean;
  readonly close: () => void;
  /** It could not be had. */
  readonly error: unknown;
}

/** The proposal of the solve that the address names, once that has ended; `isPlanKnown`: so is whether it runs. */
export function useProposal(selection: Selection, planning: Planning, isPlanKnown: boolean): Proposing {
  const { hub } = useHubContext();
  const { proposal: solve, scenario, setProposal } = selection;
  const [isShown, setShown] = useState(true);
  const { data, error } = useQuery({
    ...queries.proposal(hub.id, solve ?? ''),
    enabled: solve !== null && isPlanKnown && !planning.isRunning,
    retry: false,
  });
  const outdated = useOutdated(data ?? null);
  const proposal = solve !== null && data && data.scenario === scenario ? data : null;
  return {
    proposal,
    preview: proposal && isShown ? (proposal.edit as Edit) : null,
    showPreview: setShown,
    isOutdated: outdated !== null && outdated === proposal,
    close: useCallback(() => {
      setShown(true);
      setProposal(null);
    }, [setProposal]),
    error: solve !== null ? error : null,
  };
}

const reckonedWith: ReadonlySet<string> = new Set([
  'rates.changed',
  'fleet.changed',
  'hub.changed',
  'requests.changed',
]);

/** The proposal that is open, once what it was reckoned with has changed. */
function useOutdated(proposal: ProposalWire | null): ProposalWire | null {
  const { listen } = useHubLive();
  const [outdated, setOutdated] = useState<ProposalWire | null>(null);
  useEffect(() => {
    if (!proposal) return undefined;
    return listen(({ type }) => {
      if (reckonedWith.has(type)) setOutdated(proposal);
    });
  }, [listen, proposal]);
  return outdated;
}
