import { endpoints } from '#server/contract/endpoints.ts';
import { handle, memberOf } from '../handle.ts';

export const quoteBooking = handle(endpoints.quoteBooking, (call, { services }) =>
  services.quotes.get(memberOf(call).hub, call.query),
);
