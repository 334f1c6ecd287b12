import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const removeRateCard = handle(endpoints.removeRateCard, ({ params }, { services }) =>
  services.rates.removeCard(params.hub, params.card),
);
