import type { Random } from './random.ts';

/** Requests of a day that were booked within the same hour. */
export interface HourOfBookings {
  /** Whole hours before the day begins, local. */
  readonly hoursBefore: number;
  /** requests.csv, with its heading. */
  readonly requestsCsv: string;
}

/** How often requests are booked between so many hours before the day: most the evening before, few two days ahead. */
const habits = [
  { share: 0.1, most: 42, least: 28 },
  { share: 0.3, most: 18, least: 11 },
  { share: 0.6, most: 10, least: 2 },
] as const;

/** Takes a day's list apart by when each line was booked; the first booked come first. */
export function drawBookings(requestsCsv: string, random: Random): HourOfBookings[] {
  const [heading = '', ...lines] = requestsCsv.trimEnd().split('\n');
  const ofHour = new Map<number, string[]>();
  for (const line of lines) {
    const hoursBefore = drawHoursBefore(random);
    ofHour.set(hoursBefore, [...(ofHour.get(hoursBefore) ?? []), line]);
  }
  return [...ofHour]
    .sort(([a], [b]) => b - a)
    .map(([hoursBefore, booked]) => ({ hoursBefore, requestsCsv: `${[heading, ...booked].join('\n')}\n` }));
}

function drawHoursBefore(random: Random): number {
  let draw = random.next();
  const { most, least } = habits.find(({ share }) => (draw -= share) < 0) ?? habits[2];
  return random.whole(least, most);
}
