import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const addRateCard = handle(endpoints.addRateCard, ({ params, body }, { services }) =>
  services.rates.addCard(params.hub, body),
);
