import { endpoints } from '#server/contract/endpoints.ts';
import { handle, memberOf } from '../handle.ts';

export const removeOwnData = handle(endpoints.removeOwnData, async (call, { services }) => {
  const { hub, member } = memberOf(call);
  await services.cooperatives.removeMember(hub, member.id);
  call.unbindPhone();
});
