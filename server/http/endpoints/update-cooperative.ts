import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const updateCooperative = handle(endpoints.updateCooperative, ({ params, body }, { services }) =>
  services.cooperatives.update(params.hub, params.cooperative, body),
);
