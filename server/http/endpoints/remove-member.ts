import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const removeMember = handle(endpoints.removeMember, ({ params }, { services }) =>
  services.cooperatives.removeMember(params.hub, params.member),
);
