import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getBookingSettings = handle(endpoints.getBookingSettings, ({ params }, { services }) =>
  services.booking.getSettings(params.hub),
);
