import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getMemberInvite = handle(endpoints.getMemberInvite, ({ params }, { auth }) =>
  auth.members.getInvite(params.token),
);
