import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const addMember = handle(endpoints.addMember, ({ params, body }, { services }) =>
  services.cooperatives.addMember(params.hub, body),
);
