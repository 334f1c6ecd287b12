import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getRates = handle(endpoints.getRates, ({ params }, { services }) =>
  services.rates.get(params.hub),
);
