import { Temporal } from 'temporal-polyfill';

/** Turns wall-clock times of a hub's day into the planner's seconds and back. */
export interface DayClock {
  /** Seconds from the day's origin (its first instant in the hub's zone); negative before it. */
  secondsOf(instant: string): number;
  /** Seconds from the origin of HH:MM local time on the day, or `dayOffset` days later. */
  secondsOfLocal(time: string, dayOffset?: number): number;
  /** ISO 8601 with the zone's offset at that moment, whole seconds. */
  instantOf(seconds: number): string;
}

/** `date` is YYYY-MM-DD in `timezone` (IANA). Days of 23 or 25 hours come out right. */
export function dayClock(date: string, timezone: string): DayClock {
  const day = Temporal.PlainDate.from(date);
  const origin = day.toZonedDateTime({ timeZone: timezone }).epochMilliseconds;
  return {
    secondsOf: (instant) => Math.round((Temporal.Instant.from(instant).epochMilliseconds - origin) / 1000),
    secondsOfLocal: (time, dayOffset = 0) => {
      const moment = day
        .add({ days: dayOffset })
        .toZonedDateTime({ timeZone: timezone, plainTime: Temporal.PlainTime.from(time) });
      return Math.round((moment.epochMilliseconds - origin) / 1000);
    },
    instantOf: (seconds) =>
      Temporal.Instant.fromEpochMilliseconds(origin + seconds * 1000)
        .toZonedDateTimeISO(timezone)
        .toString({ timeZoneName: 'never', smallestUnit: 'second' }),
  };
}

/** Today's date in a zone, from a UTC instant. */
export function localDateOf(instant: string, timezone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timezone).toPlainDate().toString();
}
