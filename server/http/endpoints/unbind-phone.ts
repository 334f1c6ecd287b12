import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const unbindPhone = handle(endpoints.unbindPhone, async (call, { auth }) => {
  if (call.memberSecret !== null) await auth.members.signOut(call.memberSecret);
  call.unbindPhone();
});
