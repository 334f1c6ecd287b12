import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const addCooperative = handle(endpoints.addCooperative, ({ params, body }, { services }) =>
  services.cooperatives.add(params.hub, body),
);
