import { endpoints } from '#server/contract/endpoints.ts';
import { handle, memberOf } from '../handle.ts';

export const getBookingReceipt = handle(endpoints.getBookingReceipt, (call, { services }) => {
  const { hub, member } = memberOf(call);
  return services.booking.receipt(hub, member, call.params.request);
});
