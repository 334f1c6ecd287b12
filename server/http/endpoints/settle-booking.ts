import { endpoints } from '#server/contract/endpoints.ts';
import { handle, sessionOf } from '../handle.ts';

export const settleBooking = handle(endpoints.settleBooking, (call, { services }) =>
  services.booking.settle(call.params.hub, call.params.request, sessionOf(call).user.id),
);
