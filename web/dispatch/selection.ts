import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Request } from '#server/contract/request.ts';
import { requestFilters } from './day.ts';
import type { RequestFilter } from './day.ts';

export const tabs = ['map', 'requests', 'runs', 'live', 'board'] as const;
export type Tab = (typeof tabs)[number];

export interface Selection {
  readonly tab: Tab;
  readonly run: string | null;
  /** A stop's id; its run is selected too. */
  readonly stop: string | null;
  readonly request: string | null;
  /** All stops that are selected, as the desk calls them: `stop` among them, or that of `request`. */
  readonly stops: readonly string[];
  /** A copy of the plan that is looked at instead of the plan of record. */
  readonly scenario: string | null;
  /** The plan that this one is compared with, on the map: `recordName` or a scenario; null: none. */
  readonly comparedWith: string | null;
  /** The solve whose proposal is looked at, or waited for. */
  readonly proposal: string | null;
  /** Below the map the runs are shown along the hours, and not as rows of stops. */
  readonly isTimeline: boolean;
  readonly text: string;
  readonly filter: RequestFilter;
  readonly product: string | null;
  readonly cooperative: string | null;
  /** HH:MM on the hub's clock. */
  readonly ready: string | null;
  readonly access: Request['largest_vehicle'] | null;
  readonly isLate: boolean;
  readonly setTab: (tab: Tab) => void;
  readonly selectRun: (run: string) => void;
  readonly selectStop: (run: string, stop: string) => void;
  readonly selectRequest: (request: string, stop?: string) => void;
  /** Several stops, whatever runs they are in. */
  readonly selectGroup: (stops: (before: readonly string[]) => readonly string[]) => void;
  readonly clear: () => void;
  readonly setProposal: (solve: string | null) => void;
  readonly setTimeline: (isTimeline: boolean) => void;
  readonly setScenario: (scenario: string | null) => void;
  /** Looks at the second beside the first, each a scenario or (null) the plan of record. */
  readonly compare: (first: string | null, second: string | null) => void;
  readonly endComparison: () => void;
  readonly setText: (text: string) => void;
  readonly setFilter: (filter: RequestFilter) => void;
  /** One of the other filters, as the address has it; null takes it off. */
  readonly setFacet: (name: FacetName, value: string | null) => void;
}

const facetNames = ['product', 'cooperative', 'ready', 'access', 'late'] as const;
type FacetName = (typeof facetNames)[number];
const accesses: readonly Request['largest_vehicle'][] = ['motorbike', 'light', 'heavy'];

/** What the address calls the plan of record; scenarios have other names. */
export const recordName = 'record';

const noGroup = { of: '', stops: [] };
const none = { run: null, stop: null, request: null };

/** What is looked at, kept in the address: a link shows the same, and Back undoes a selection. */
export function useSelection(): Selection {
  const [params, setParams] = useSearchParams();
  // A group would make an endless address: it is kept beside it, for as long as the address says the same.
  const [group, setGroup] = useState<{ readonly of: string; readonly stops: readonly string[] }>(noGroup);
  const change = useCallback(
    (values: Readonly<Record<string, string | null>>, isTyping = false) =>
      setParams(
        () => {
          // The address itself: what the page has rendered may be a change behind.
          const next = new URLSearchParams(location.search);
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
  const isGroup = group.of === `${params.get('run')} ${params.get('stop')} ${params.get('request')}`;
  const stops = useMemo(() => {
    const stop = params.get('stop');
    return isGroup ? group.stops : stop === null ? [] : [stop];
  }, [params, group, isGroup]);
  // The address follows a moment behind: what is added to a group is added to what was selected last.
  const latest = useRef(stops);
  useEffect(() => {
    latest.current = stops;
  }, [stops]);
  return useMemo(() => {
    return {
      tab: tabs.find((each) => each === params.get('tab')) ?? 'runs',
      run: params.get('run'),
      stop: params.get('stop'),
      stops,
      request: params.get('request'),
      scenario: params.get('scenario'),
      comparedWith: params.get('with'),
      proposal: params.get('proposal'),
      isTimeline: params.get('view') === 'timeline',
      text: params.get('q') ?? '',
      filter: requestFilters.find((each) => each === params.get('show')) ?? 'all',
      product: params.get('product'),
      cooperative: params.get('cooperative'),
      ready: params.get('ready'),
      access: accesses.find((each) => each === params.get('access')) ?? null,
      isLate: params.get('late') !== null,
      setFacet: (name, value) => change({ [name]: value }, true),
      setTab: (next) => change({ tab: next }),
      selectRun: (run) => change({ ...none, run }),
      selectStop: (run, stop) => {
        latest.current = [stop];
        change({ ...none, run, stop });
      },
      selectRequest: (request, stop) => {
        latest.current = stop === undefined ? [] : [stop];
        setGroup({ of: `null null ${request}`, stops: latest.current });
        change({ ...none, request });
      },
      selectGroup: (choose) => {
        latest.current = choose(latest.current);
        const last = latest.current.at(-1) ?? null;
        setGroup({ of: `null ${last} null`, stops: latest.current });
        change({ ...none, stop: last });
      },
      clear: () => change(none),
      setProposal: (proposal) => change({ proposal }, true),
      setTimeline: (isTimeline) => change({ view: isTimeline ? 'timeline' : null }, true),
      setScenario: (scenario) => change({ ...none, scenario, with: null }),
      compare: (first, second) =>
        change({ ...none, scenario: second, with: first ?? recordName, tab: 'map', proposal: null }),
      endComparison: () => change({ with: null }),
      setText: (text) => change({ q: text }, true),
      setFilter: (filter) => change({ show: filter === 'all' ? null : filter }, true),
    };
  }, [params, change, stops]);
}
