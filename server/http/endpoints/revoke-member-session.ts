import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const revokeMemberSession = handle(endpoints.revokeMemberSession, ({ params }, { services }) =>
  services.cooperatives.revoke(params.hub, params.member, params.session),
);
