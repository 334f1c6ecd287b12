import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const inviteMember = handle(endpoints.inviteMember, async ({ params, origin }, { services, auth }) => {
  const { id } = await services.cooperatives.getMember(params.hub, params.member);
  const { link, expires_at } = await auth.members.invite(id);
  return { link: origin + link, expires_at };
});
