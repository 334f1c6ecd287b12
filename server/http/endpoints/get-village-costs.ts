import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getVillageCosts = handle(endpoints.getVillageCosts, ({ params, query }, { services }) =>
  services.costs.villages(params.hub, query),
);
