import { endpoints } from '#server/contract/endpoints.ts';
import { handle, memberOf } from '../handle.ts';

export const readBookingLines = handle(endpoints.readBookingLines, (call, { services }) => {
  const { hub, member } = memberOf(call);
  return services.booking.readLines(hub, member, call.body.text);
});
