import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const changeRateCard = handle(endpoints.changeRateCard, ({ params, body }, { services }) =>
  services.rates.changeCard(params.hub, params.card, body),
);
