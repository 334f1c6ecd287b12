import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const saveBookingSettings = handle(endpoints.saveBookingSettings, ({ params, body }, { services }) =>
  services.booking.saveSettings(params.hub, body),
);
