import { Temporal } from 'temporal-polyfill';
import type { Locale } from '#server/contract/basics.ts';
import type { Hub } from '#server/contract/hub.ts';
import type { WhatIf, WhatIfDraft } from '#server/contract/what-if.ts';
import { UserError } from '#server/domain/user-error.ts';
import { whatIfTable } from '../export/what-if-table.ts';
import { writeCsv, writeXlsx } from '../export/write-tables.ts';
import { requireHub } from '../hubs.ts';
import { isLostDay } from '../lost-day.ts';
import { requireSpan } from '../money/require-span.ts';
import { toldOf } from '../told-of.ts';
import { type CutOffDays, withCutOff } from './cut-off.ts';
import {
  addFigures,
  isPlannedAnew,
  noFigures,
  replannedDay,
  repricedDay,
  type WhatIfDay,
  type WhatIfDaysDeps,
} from './what-if-days.ts';

export interface WhatIfsDeps extends WhatIfDaysDeps {
  readonly newId: () => string;
  /** Told of failures that are the server's own. */
  readonly onFailure: (error: unknown) => void;
}

/** Kept in memory, of all hubs; the oldest goes first. */
const mostKept = 20;

interface Kept {
  readonly hub: string;
  whatIf: WhatIf;
  readonly abort: AbortController;
  /** When it has ended. */
  ended: Promise<void>;
}

/** Spans of days computed with other prices, vehicles or cut-off, in the background; one at a time for each hub. */
export class WhatIfs {
  readonly #deps: WhatIfsDeps;
  readonly #kept = new Map<string, Kept>();

  constructor(deps: WhatIfsDeps) {
    this.#deps = deps;
  }

  /** @throws UserError HUB_UNKNOWN, DATES_REVERSED, SPAN_TOO_LONG, NOTHING_CHANGED */
  async start(hubId: string, asked: WhatIfDraft): Promise<WhatIf> {
    const hub = await requireHub(this.#deps.store.hubs, hubId);
    requireSound(asked);
    const dates = await this.#deps.store.money.listDays(hubId, asked.from, asked.until);
    for (const { abort, hub: other } of this.#kept.values()) if (other === hubId) abort.abort();
    const id = this.#deps.newId();
    const kept: Kept = {
      hub: hubId,
      abort: new AbortController(),
      ended: Promise.resolve(),
      whatIf: {
        id,
        asked,
        state: 'running',
        done: 0,
        of: dates.length,
        is_planned_anew: isPlannedAnew(asked),
        was: noFigures,
        would: noFigures,
        weeks: [],
        missing: [],
        moved: 0,
        problem: null,
      },
    };
    this.#kept.set(id, kept);
    for (const old of [...this.#kept.keys()].slice(0, -mostKept)) {
      this.#kept.get(old)?.abort.abort();
      this.#kept.delete(old);
    }
    kept.ended = this.#run(kept, hub, dates);
    return kept.whatIf;
  }

  /** @throws UserError WHAT_IF_UNKNOWN */
  async get(hub: string, id: string): Promise<WhatIf> {
    return this.#require(hub, id).whatIf;
  }

  /** What is computed so far, as a table. @throws UserError HUB_UNKNOWN, WHAT_IF_UNKNOWN */
  async export(
    hubId: string,
    id: string,
    { format, locale }: { readonly format: 'csv' | 'xlsx'; readonly locale: Locale },
  ): Promise<{ filename: string; bytes: Buffer }> {
    const { currency, timezone } = await requireHub(this.#deps.store.hubs, hubId);
    const { whatIf } = this.#require(hubId, id);
    const { from, until } = whatIf.asked;
    const table = whatIfTable(whatIf, locale);
    const style = { locale, currency, timezone, date: from };
    const bytes = format === 'csv' ? writeCsv(table, style) : await writeXlsx([table], style);
    return { filename: `what-if-${from}-${until}.${format}`, bytes };
  }

  /** Ends when it has stopped. @throws UserError WHAT_IF_UNKNOWN */
  async stop(hub: string, id: string): Promise<WhatIf> {
    const kept = this.#require(hub, id);
    kept.abort.abort();
    await kept.ended;
    return kept.whatIf;
  }

  async close(): Promise<void> {
    for (const { abort } of this.#kept.values()) abort.abort();
    await Promise.all([...this.#kept.values()].map(({ ended }) => ended));
  }

  #require(hub: string, id: string): Kept {
    const kept = this.#kept.get(id);
    if (kept?.hub === hub) return kept;
    throw new UserError('WHAT_IF_UNKNOWN', `There is no computation ${id}, or no longer.`, { ids: [id] });
  }

  async #run(kept: Kept, hub: Hub, dates: readonly string[]): Promise<void> {
    const { signal } = kept.abort;
    const { asked } = kept.whatIf;
    try {
      const cutOff = await this.#cutOffDays(hub, asked, dates);
      for (const date of dates) {
        if (signal.aborted) break;
        const day = await this.#day(hub, date, asked, cutOff, signal);
        kept.whatIf = withDay(kept.whatIf, date, day);
      }
      const moved = cutOff?.moved.size ?? 0;
      kept.whatIf = { ...kept.whatIf, moved, state: signal.aborted ? 'stopped' : 'done' };
    } catch (error) {
      if (signal.aborted) {
        kept.whatIf = { ...kept.whatIf, state: 'stopped' };
        return;
      }
      if (!(error instanceof UserError)) this.#deps.onFailure(error);
      kept.whatIf = { ...kept.whatIf, state: 'failed', problem: toldOf(error) };
    }
  }

  /** Null where the day cannot be computed any more. */
  async #day(
    hub: Hub,
    date: string,
    asked: WhatIfDraft,
    cutOff: CutOffDays | null,
    signal: AbortSignal,
  ): Promise<WhatIfDay | null> {
    try {
      if (!isPlannedAnew(asked)) return await repricedDay(hub, date, asked, this.#deps);
      const requests = cutOff
        ? (cutOff.ofDay.get(date) ?? [])
        : await this.#deps.store.requests.listByDay(hub.id, date);
      return await replannedDay(hub, date, asked, requests, this.#deps, signal);
    } catch (error) {
      if (isLostDay(error)) return null;
      throw error;
    }
  }

  async #cutOffDays(hub: Hub, asked: WhatIfDraft, dates: readonly string[]): Promise<CutOffDays | null> {
    const [first] = dates;
    if (asked.cut_off === null || first === undefined) return null;
    const before = Temporal.PlainDate.from(first).subtract({ days: 1 }).toString();
    const booked = await this.#deps.store.requests.listBooked(hub.id, before, asked.until);
    return withCutOff(booked, asked.cut_off, hub.timezone);
  }
}

function withDay(whatIf: WhatIf, date: string, day: WhatIfDay | null): WhatIf {
  const done = whatIf.done + 1;
  if (!day) return { ...whatIf, done, missing: [...whatIf.missing, date] };
  const on = Temporal.PlainDate.from(date);
  const monday = on.subtract({ days: on.dayOfWeek - 1 }).toString();
  const last = whatIf.weeks.at(-1);
  const week = last?.monday === monday ? last : { monday, was: noFigures, would: noFigures };
  const sum = { monday, was: addFigures(week.was, day.was), would: addFigures(week.would, day.would) };
  return {
    ...whatIf,
    done,
    was: addFigures(whatIf.was, day.was),
    would: addFigures(whatIf.would, day.would),
    weeks: [...whatIf.weeks.filter((each) => each.monday !== monday), sum],
  };
}

/** @throws UserError DATES_REVERSED, SPAN_TOO_LONG, NOTHING_CHANGED */
function requireSound({ from, until, fuel, rate, fleet, cut_off: cutOff }: WhatIfDraft): void {
  requireSpan({ from, until });
  if ([fuel, rate, fleet, cutOff].every((change) => change === null)) {
    throw new UserError('NOTHING_CHANGED', 'Neither a price nor vehicles nor the cut-off are changed.');
  }
}
