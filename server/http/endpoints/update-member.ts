import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const updateMember = handle(endpoints.updateMember, ({ params, body }, { services }) =>
  services.cooperatives.updateMember(params.hub, params.member, body),
);
