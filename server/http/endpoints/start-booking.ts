import { endpoints } from '#server/contract/endpoints.ts';
import { handle, memberOf } from '../handle.ts';

export const startBooking = handle(endpoints.startBooking, (call, { services }) => {
  const { hub, member } = memberOf(call);
  return services.booking.start(hub, member);
});
