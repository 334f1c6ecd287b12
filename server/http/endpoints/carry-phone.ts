import { endpoints } from '#server/contract/endpoints.ts';
import { handle, memberOf } from '../handle.ts';

export const carryPhone = handle(endpoints.carryPhone, async (call, { auth }) => {
  const { link, expires_at } = await auth.members.carry(memberOf(call));
  return { link: call.origin + link, expires_at };
});
