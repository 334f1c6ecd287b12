import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const readBookingText = handle(endpoints.readBookingText, ({ params, body }, { services }) =>
  services.texts.read(params.hub, body.text),
);
