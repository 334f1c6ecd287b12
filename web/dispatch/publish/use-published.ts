import { useQuery } from '@tanstack/react-query';
import { createContext, use, useMemo } from 'react';
import type { Publication, PublishedRun } from '#server/contract/publication.ts';
import { changesOfRun, type RunChanges } from '#server/domain/publish/run-changes.ts';
import { queries } from '#web/shared/api/queries.ts';
import type { Day } from '../day.ts';
import type { Desk } from '../desk/use-desk.ts';
import { useHubContext } from '../hub-context.ts';
import { publishedDayRun, toldRun } from './told-run.ts';

/** How a run stands to what its driver was told; `gone`: told, and no longer in the plan. */
export type RunStanding =
  | { readonly kind: 'new' }
  | { readonly kind: 'same'; readonly told: PublishedRun }
  | { readonly kind: 'changed'; readonly told: PublishedRun; readonly changes: RunChanges }
  | { readonly kind: 'gone'; readonly told: PublishedRun };

export interface Published {
  readonly publication: Publication;
  /** Of each run that is planned or published, by its number. */
  readonly standings: ReadonlyMap<number, RunStanding>;
  /** Runs that are not as they were told; all, before the first publishing. */
  readonly openCount: number;
}

/** What of a day is published, held against the plan of record as it stands; null until known. */
export function usePublished(date: string, day: Day, desk: Desk | null): Published | null {
  const { hub } = useHubContext();
  const isRecord = desk !== null && desk.scenario === null && !desk.isPreview;
  const { data } = useQuery({ ...queries.publication(hub.id, date), enabled: isRecord });
  return useMemo(() => (isRecord && data ? standingsOf(data, day) : null), [isRecord, data, day]);
}

function standingsOf(publication: Publication, day: Day): Published {
  const told = new Map(publication.runs.map((run) => [run.number, run]));
  const planned = new Map(day.runs.map((run) => [run.number, run]));
  const numbers = [...new Set([...planned.keys(), ...told.keys()])].sort((a, b) => a - b);
  const standings = new Map(
    numbers.map((number): [number, RunStanding] => {
      const then = told.get(number);
      const now = planned.get(number);
      if (!then) return [number, { kind: 'new' }];
      if (!now) return [number, { kind: 'gone', told: then }];
      const changes = changesOfRun(toldRun(publishedDayRun(then)), toldRun(now));
      return [number, changes ? { kind: 'changed', told: then, changes } : { kind: 'same', told: then }];
    }),
  );
  const openCount = [...standings.values()].filter(({ kind }) => kind !== 'same').length;
  return { publication, standings, openCount };
}

interface Handing {
  readonly published: Published | null;
  readonly openPublish: () => void;
  readonly openSheets: (run: number | null) => void;
}

const nothing: Handing = { published: null, openPublish: () => undefined, openSheets: () => undefined };

/** What of the plan has left the desk, and how more of it does. */
export const HandingContext = createContext<Handing>(nothing);

export const useHanding = (): Handing => use(HandingContext);
