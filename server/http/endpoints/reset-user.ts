import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const resetUser = handle(endpoints.resetUser, async ({ params, origin }, { auth }) => {
  const { link } = await auth.resetUser(params.user);
  return { link: new URL(link, origin).href };
});
