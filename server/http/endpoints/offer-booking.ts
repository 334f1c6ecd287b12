import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const offerBooking = handle(endpoints.offerBooking, ({ params, body }, { services }) =>
  services.booking.offer(params.hub, params.request, body),
);
