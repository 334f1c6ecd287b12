import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getCheaperStop = handle(endpoints.getCheaperStop, ({ params, query }, { services }) =>
  services.costs.cheaper(params.hub, query),
);
