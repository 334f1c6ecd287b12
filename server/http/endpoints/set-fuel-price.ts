import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const setFuelPrice = handle(endpoints.setFuelPrice, ({ params, body }, { services }) =>
  services.rates.setFuelPrice(params.hub, body),
);
