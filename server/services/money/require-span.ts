import { Temporal } from 'temporal-polyfill';
import { UserError } from '#server/domain/user-error.ts';

const mostDays = 400;

/** @throws UserError DATES_REVERSED, SPAN_TOO_LONG */
export function requireSpan({ from, until }: { readonly from: string; readonly until: string }): void {
  const days = Temporal.PlainDate.from(from).until(until).days + 1;
  if (days < 1) throw new UserError('DATES_REVERSED', `${until} is before ${from}.`);
  if (days > mostDays) throw new UserError('SPAN_TOO_LONG', `${from} to ${until} are ${days} days.`);
}
