/** A leg's path and the table it was planned by may differ by this much; both must be exceeded to be reported. */
const toleratedShare = 0.05;
const toleratedSeconds = 60;

/**
 * Whether a leg takes so much longer or shorter by its path than by the table that it must be reported: by more
 * than 60 s and more than 5 % of the table's time (both exclusive). A path where the table knew no way (−1)
 * always differs.
 */
export function isDiffering(tableSeconds: number, pathSeconds: number): boolean {
  if (tableSeconds < 0) return true;
  const difference = Math.abs(pathSeconds - tableSeconds);
  return difference > toleratedSeconds && difference > toleratedShare * tableSeconds;
}
