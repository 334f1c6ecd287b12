import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const signIn = handle(endpoints.signIn, async (call, { auth }) => {
  const issued = await auth.signIn(call.body.email, call.body.password, call.ip);
  // The browser forgets the session it had, so the server does too.
  if (call.secret !== null) await auth.signOut(call.secret);
  call.setSession(issued);
  return issued.session;
});
