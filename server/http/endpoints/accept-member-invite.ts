import { endpoints } from '#server/contract/endpoints.ts';
import { describeDevice } from '../describe-device.ts';
import { handle } from '../handle.ts';

export const acceptMemberInvite = handle(endpoints.acceptMemberInvite, async (call, { auth }) => {
  const issued = await auth.members.acceptInvite(call.params.token, describeDevice(call.userAgent));
  // The browser forgets whom it was bound to, so the server does too.
  if (call.memberSecret !== null) await auth.members.signOut(call.memberSecret);
  call.bindPhone(issued);
});
