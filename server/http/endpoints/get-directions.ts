import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getDirections = handle(endpoints.getDirections, ({ params, query }, { services }) =>
  services.plans.directions(params.hub, query.date, params.vehicle, query.locale),
);
