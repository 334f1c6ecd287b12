import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const signOut = handle(endpoints.signOut, async (call, { auth }) => {
  if (call.secret !== null) await auth.signOut(call.secret);
  call.clearSession();
});
