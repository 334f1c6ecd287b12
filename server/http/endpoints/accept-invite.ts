import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const acceptInvite = handle(endpoints.acceptInvite, async (call, { auth }) => {
  const issued = await auth.acceptInvite(call.params.token, call.body.password);
  if (call.secret !== null) await auth.signOut(call.secret);
  call.setSession(issued);
  return issued.session;
});
