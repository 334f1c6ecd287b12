import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { HubEvent, SolveProgress } from '#server/contract/event.ts';
import { followHubEvents } from './event-source.ts';
import type { LinkState } from './event-source.ts';
import { keys, queries } from './queries.ts';

/** A solve as the page follows it: the last progress and the costs seen so far, for the falling line. */
export interface LiveSolve {
  readonly progress: SolveProgress;
  readonly costs: readonly number[];
}

export type EndedSolve = Extract<HubEvent, { type: 'solve.ended' }>['data'];

interface HubLive {
  readonly link: LinkState;
  /** Solves under way, by day. */
  readonly solves: Readonly<Record<string, LiveSolve>>;
  /** The last solve that ended while this page was open. */
  readonly ended: EndedSolve | null;
  /** Calls with every event, until the returned function is called. */
  readonly listen: (listener: (event: HubEvent) => void) => () => void;
}

/** What was read longer ago, a day kept on this device among it, is read anew instead of following all that happened. */
const replayedMs = 5 * 60_000;

const HubLiveContext = createContext<HubLive>({
  link: 'connecting',
  solves: {},
  ended: null,
  listen: () => () => undefined,
});

/**
 * One event stream for all pages of a hub; it marks cached answers as stale when others change them. It begins after the last
 * event that the hub's own answer knows, which is read before all others.
 */
export function HubLiveProvider({ hub, children }: { hub: string; children: ReactNode }) {
  const client = useQueryClient();
  const [link, setLink] = useState<LinkState>('connecting');
  const [solves, setSolves] = useState<Readonly<Record<string, LiveSolve>>>({});
  const [ended, setEnded] = useState<EndedSolve | null>(null);
  const listeners = useRef(new Set<(event: HubEvent) => void>());
  const listen = useCallback((listener: (event: HubEvent) => void) => {
    const all = listeners.current;
    all.add(listener);
    return () => all.delete(listener);
  }, []);

  useEffect(() => {
    const refresh = (key: readonly unknown[]) => void client.invalidateQueries({ queryKey: key });
    const onEvent = (event: HubEvent): void => {
      const { type, data } = event;
      if (type === 'requests.changed') refresh(keys.requests(hub, data.date));
      else if (type === 'fleet.changed') refresh(keys.fleet(hub));
      else if (type === 'hub.changed') refresh(keys.hub(hub));
      else if (type === 'people.changed') refresh(keys.people(hub));
      else if (type === 'money.changed') {
        refresh(keys.money(hub, data.date));
        refresh(keys.receiving(hub, data.date));
        refresh(keys.costs(hub));
      } else if (type === 'rates.changed') refresh(keys.rates(hub));
      else if (type === 'solve.progress') setSolves((known) => withProgress(known, data));
      else if (type === 'solve.ended') {
        setSolves((known) => without(known, data.date));
        setEnded(data);
        refresh(keys.plan(hub, data.date));
      } else if (type === 'scenarios.changed') refresh(keys.scenarios(hub, data.date));
      else if (type === 'plan.published') {
        refresh(keys.publication(hub, data.date));
        refresh(keys.driven(hub, data.date));
        refresh(keys.receiving(hub, data.date));
        refresh(keys.requests(hub, data.date));
      } else if (type === 'run.events') {
        refresh(keys.driven(hub, data.date));
        refresh(keys.money(hub, data.date));
        refresh(keys.receiving(hub, data.date));
        refresh(keys.costs(hub));
      } else if (type === 'run.phone') refresh(keys.driven(hub, data.date));
      else if (type !== 'plan.paths' && type !== 'plan.edited') refresh(keys.plan(hub, data.date));
      if (type === 'plan.changed' || type === 'plan.edited') refresh(keys.requests(hub, data.date));
      if (type === 'requests.changed' || type === 'plan.changed' || type === 'plan.published')
        refresh(keys.desk(hub, data.date));
      if (type === 'fleet.changed' || type === 'rates.changed') {
        refresh(keys.desks(hub));
        refresh(keys.moneys(hub));
      }
      // What a cooperative is called, and what it divides by, is in its bills.
      if (type === 'people.changed') {
        refresh(keys.moneys(hub));
        refresh(keys.costs(hub));
      }
      if (type === 'requests.changed' || type === 'plan.changed' || type === 'plan.edited') {
        refresh(keys.money(hub, data.date));
        refresh(keys.receiving(hub, data.date));
      }
      for (const listener of listeners.current) listener(event);
    };
    const known = client.getQueryState(queries.hub(hub).queryKey);
    const lastKnown = known?.data && known.dataUpdatedAt > Date.now() - replayedMs ? known.data.seq : null;
    const stop = followHubEvents(hub, lastKnown, {
      onEvent,
      onState: setLink,
      onReset: () => {
        setSolves({});
        refresh(keys.hub(hub));
      },
    });
    return () => {
      const seq = stop();
      // Who comes back to what is still known here goes on from there.
      const updatedAt = client.getQueryState(keys.hub(hub))?.dataUpdatedAt;
      if (seq !== null)
        client.setQueryData(queries.hub(hub).queryKey, (now) => now && { ...now, seq }, { updatedAt });
    };
  }, [hub, client]);

  const live = useMemo(() => ({ link, solves, ended, listen }), [link, solves, ended, listen]);
  return <HubLiveContext value={live}>{children}</HubLiveContext>;
}

export function useHubLive(): HubLive {
  return use(HubLiveContext);
}

function withProgress(known: Readonly<Record<string, LiveSolve>>, progress: SolveProgress) {
  const before = known[progress.date];
  // Serving more comes before cost: a plan with fewer unserved may cost more, and begins the falling line afresh.
  const isSame =
    before?.progress.solve === progress.solve && before.progress.unassigned === progress.unassigned;
  const costs = isSame ? before.costs : [];
  const isNew = progress.cost !== null && costs.at(-1) !== progress.cost;
  return {
    ...known,
    [progress.date]: { progress, costs: isNew && progress.cost !== null ? [...costs, progress.cost] : costs },
  };
}

function without(known: Readonly<Record<string, LiveSolve>>, date: string) {
  return Object.fromEntries(Object.entries(known).filter(([day]) => day !== date));
}
