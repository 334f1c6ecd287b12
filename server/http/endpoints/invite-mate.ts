import { endpoints } from '#server/contract/endpoints.ts';
import { UserError } from '#server/domain/user-error.ts';
import { handle, leaderOf } from '../handle.ts';

export const inviteMate = handle(endpoints.inviteMate, async (call, { services, auth }) => {
  const { hub, member } = leaderOf(call);
  const mate = await services.cooperatives.getMember(hub, call.params.member);
  if (mate.cooperative !== member.cooperative) {
    throw new UserError('MEMBER_UNKNOWN', `There is no member with id ${mate.id}.`, { ids: [mate.id] });
  }
  const { link, expires_at } = await auth.members.invite(mate.id);
  return { link: call.origin + link, expires_at };
});
