/** `YYYY-MM-DDTHH:MM` of an instant in a zone. */
export function localOfInstant(instant: string, timezone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
}

/** The instant of a local time in a zone; of an hour that comes twice or never, one of those next to it. */
export function instantOfLocal(local: string, timezone: string): string {
  const wanted = Date.parse(`${local}:00Z`);
  let instant = wanted;
  // What a zone is ahead of UTC may differ at the first guess by a change of clocks.
  for (let tries = 0; tries < 2; tries++) {
    instant += wanted - Date.parse(`${localOfInstant(new Date(instant).toISOString(), timezone)}:00Z`);
  }
  return new Date(instant).toISOString();
}
