import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const updateUser = handle(endpoints.updateUser, ({ params, body }, { auth }) =>
  auth.updateUser(params.user, body),
);
