import { endpoints } from '#server/contract/endpoints.ts';
import { handle, memberOf } from '../handle.ts';

export const declineOffer = handle(endpoints.declineOffer, (call, { services }) => {
  const { hub, member } = memberOf(call);
  return services.booking.decline(hub, member, call.params.request);
});
