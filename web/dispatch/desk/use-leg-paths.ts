import { useEffect, useMemo, useRef, useState } from 'react';
import type { DeskWire } from '#server/contract/desk.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import type { PlanDocument } from '#server/contract/plan.ts';
import type { DeskDay } from '#server/domain/desk/desk-day.ts';
import type { DeskPlan } from '#server/domain/edits/desk-plan.ts';
import { call } from '#web/shared/api/client.ts';
import {
  keyOfLeg,
  legsOfPlan,
  pathsOfDocument,
  type KnownPaths,
  type Leg,
  type LegPath,
  type Path,
} from '#web/shared/desk/leg-paths.ts';
import { useHubContext } from '../hub-context.ts';

const legsAtOnce = 500;

/** The paths of a plan's legs: those of the written plan, and what edits need more, asked for as they come. */
export function useLegPaths(
  date: string,
  wire: DeskWire | null,
  day: DeskDay | null,
  plan: DeskPlan | null,
  made: PlanDocument | null,
): KnownPaths | null {
  const { hub } = useHubContext();
  const key = wire?.tables.key ?? '';
  const written = useMemo(() => (wire && made ? pathsOfDocument(wire, made) : null), [wire, made]);
  const [more, setMore] = useState<Answered>(noneYet);
  const paths = useMemo(
    () => (written && more.key === key ? written.with(more.answers) : written),
    [written, more, key],
  );
  const isAsking = useRef(false);

  useEffect(() => {
    if (!paths || !plan || !day || isAsking.current) return;
    const used = legsOfPlan(plan, day);
    const legs = used.filter((leg) => !paths.has(leg)).slice(0, legsAtOnce);
    if (legs.length === 0) return;
    isAsking.current = true;
    const ask = async () => {
      let answers: (Path | null)[] = [];
      try {
        answers = await call(endpoints.getDeskPaths, { params: { hub: hub.id }, body: { date, key, legs } });
      } catch {
        // The lines have gaps until the desk is loaded anew; times and costs do not come from them.
      }
      isAsking.current = false;
      const answered = legs.map((leg, at) => ({ leg, path: answers[at] ?? null }));
      setMore((before) => ({
        key,
        answers: [...(before.key === key ? keptOf(before.answers, used) : []), ...answered],
      }));
    };
    void ask();
  }, [paths, plan, day, key, hub.id, date]);
  return paths;
}

/** Legs that were asked for under a key of the tables. */
interface Answered {
  readonly key: string;
  readonly answers: readonly LegPath[];
}

const noneYet: Answered = { key: '', answers: [] };

/** A long day asks for thousands; undoing asks again for those that were let go. */
const mostKept = 300;

function keptOf(answers: readonly LegPath[], used: readonly Leg[]): readonly LegPath[] {
  if (answers.length < mostKept) return answers;
  const wanted = new Set(used.map(keyOfLeg));
  return answers.filter(({ leg }) => wanted.has(keyOfLeg(leg)));
}
