import { endpoints } from '#server/contract/endpoints.ts';
import { handle, memberOf } from '../handle.ts';

export const cancelBooking = handle(endpoints.cancelBooking, (call, { services }) => {
  const { hub, member } = memberOf(call);
  return services.booking.cancel(hub, member, call.params.request);
});
