/** The instant in UTC as the database keeps it: ISO 8601 ending in "Z", milliseconds only where there are some. */
export function toUtc(instant: string): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** Writes instants of the database as local times of an IANA zone with their offset: 2026-03-02T06:10:00+01:00. */
export function zonedFormat(timezone: string): (utc: string) => string {
  const offset = new Intl.DateTimeFormat('en', {
    timeZone: timezone,
    timeZoneName: 'longOffset',
    year: 'numeric',
  });
  return (utc) => {
    const time = new Date(utc);
    const name = offset.formatToParts(time).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
    const shift = name === 'GMT' ? '+00:00' : name.slice(3);
    const sign = shift.startsWith('-') ? -1 : 1;
    const minutes = sign * (Number(shift.slice(1, 3)) * 60 + Number(shift.slice(4, 6)));
    return toUtc(new Date(time.getTime() + minutes * 60_000).toISOString()).replace('Z', shift);
  };
}

/** The instant in milliseconds at which a local day (YYYY-MM-DD) begins in a zone. */
export function startOfDay(date: string, timezone: string): number {
  const local = zonedFormat(timezone);
  const midnight = (at: number) =>
    Date.parse(`${date}T00:00:00${local(new Date(at).toISOString()).slice(19)}`);
  // The second time with the zone's offset at midnight itself.
  return midnight(midnight(Date.parse(`${date}T00:00:00Z`)));
}
