import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listBookings = handle(endpoints.listBookings, ({ params, query }, { services }) =>
  services.booking.listOfDay(params.hub, query.date),
);
