/**
 * The id of a phone's tap by its order: the phone's own with the order in place of its last part, so that it need not be
 * sent apart from these two. A phone's id is a UUID of one run alone.
 */
export const eventIdOf = (phone: string, order: number): string =>
  `${phone.slice(0, 24)}${order.toString(16).padStart(12, '0')}`;

/** The order in an id of the same phone; null: it is another's. */
export function orderOfEvent(phone: string, event: string): number | null {
  if (event.slice(0, 24) !== phone.slice(0, 24)) return null;
  const order = Number.parseInt(event.slice(24), 16);
  return Number.isSafeInteger(order) ? order : null;
}
