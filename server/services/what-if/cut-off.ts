import { Temporal } from 'temporal-polyfill';
import type { Request } from '#server/contract/request.ts';

/** A request with the instant (UTC) at which it was booked. */
export interface BookedRequest {
  readonly request: Request;
  readonly bookedAt: string;
}

/** The requests of days as they would be with another cut-off. */
export interface CutOffDays {
  readonly ofDay: ReadonlyMap<string, readonly Request[]>;
  /** Ids of those that go a day later. */
  readonly moved: ReadonlySet<string>;
}

/**
 * What was booked later than the cut-off (HH:MM local) on the day before goes on the next day, at the same times of the
 * day. What was entered when its day was over already says nothing of when it was booked, and stays.
 */
export function withCutOff(booked: readonly BookedRequest[], cutOff: string, timezone: string): CutOffDays {
  const ofDay = new Map<string, Request[]>();
  const moved = new Set<string>();
  const time = Temporal.PlainTime.from(cutOff);
  for (const { request, bookedAt } of booked) {
    const day = Temporal.PlainDate.from(request.date);
    const at = Temporal.Instant.from(bookedAt);
    const closes = day.subtract({ days: 1 }).toZonedDateTime({ timeZone: timezone, plainTime: time });
    const ends = day.add({ days: 1 }).toZonedDateTime({ timeZone: timezone });
    const isLate =
      Temporal.Instant.compare(at, closes.toInstant()) > 0 &&
      Temporal.Instant.compare(at, ends.toInstant()) < 0;
    const now = isLate ? aDayLater(request, timezone) : request;
    if (isLate) moved.add(request.id);
    ofDay.set(now.date, [...(ofDay.get(now.date) ?? []), now]);
  }
  return { ofDay, moved };
}

function aDayLater(request: Request, timezone: string): Request {
  const later = (instant: string) =>
    Temporal.Instant.from(instant).toZonedDateTimeISO(timezone).add({ days: 1 }).toInstant().toString();
  return {
    ...request,
    date: Temporal.PlainDate.from(request.date).add({ days: 1 }).toString(),
    ready_from: later(request.ready_from),
    ready_until: later(request.ready_until),
    harvested_at: request.harvested_at,
  };
}
