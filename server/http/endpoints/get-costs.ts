import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getCosts = handle(endpoints.getCosts, ({ params, query }, { services }) =>
  services.costs.get(params.hub, query),
);
