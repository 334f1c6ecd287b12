import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

/** The link is passed on by chat or on paper, so it leaves with its origin. */
export const addUser = handle(endpoints.addUser, async ({ body, origin }, { auth }) => {
  const { user, link } = await auth.addUser(body);
  return { user, link: new URL(link, origin).href };
});
