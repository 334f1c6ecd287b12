import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const setBaseline = handle(endpoints.setBaseline, ({ params, body }, { services }) =>
  services.rates.setBaseline(params.hub, body),
);
