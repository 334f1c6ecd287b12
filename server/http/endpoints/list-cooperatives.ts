import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listCooperatives = handle(endpoints.listCooperatives, ({ params }, { services }) =>
  services.cooperatives.list(params.hub),
);
