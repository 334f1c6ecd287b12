import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { requestFilters } from './day.ts';
import type { RequestFilter } from './day.ts';

export type Tab = 'map' | 'requests' | 'runs';

export interface Selection {
  readonly tab: Tab;
  readonly run: string | null;
  /** A stop's id; its run is selected too. */
  readonly stop: string | null;
  readonly request: string | null;
  readonly text: string;
  readonly filter: RequestFilter;
  readonly setTab: (tab: Tab) => void;
  readonly selectRun: (run: string) => void;
  readonly selectStop: (run: string, stop: string) => void;
  readonly selectRequest: (request: string) => void;
  readonly clear: () => void;
  readonly setText: (text: string) => void;
  readonly setFilter: (filter: RequestFilter) => void;
}

const none = { run: null, stop: null, request: null };

/** What is looked at, kept in the address: a link shows the same, and Back undoes a selection. */
export function useSelection(): Selection {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (values: Readonly<Record<string, string | null>>, isTyping = false) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(values)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace: isTyping, preventScrollReset: true },
      ),
    [setParams],
  );
  return useMemo(() => {
    const tab = params.get('tab');
    return {
      tab: tab === 'requests' || tab === 'map' ? tab : 'runs',
      run: params.get('run'),
      stop: params.get('stop'),
      request: params.get('request'),
      text: params.get('q') ?? '',
      filter: requestFilters.find((each) => each === params.get('show')) ?? 'all',
      setTab: (next) => change({ tab: next }),
      selectRun: (run) => change({ ...none, run }),
      selectStop: (run, stop) => change({ ...none, run, stop }),
      selectRequest: (request) => change({ ...none, request }),
      clear: () => change(none),
      setText: (text) => change({ q: text }, true),
      setFilter: (filter) => change({ show: filter === 'all' ? null : filter }, true),
    };
  }, [params, change]);
}
