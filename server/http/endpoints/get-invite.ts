import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getInvite = handle(endpoints.getInvite, ({ params }, { auth }) => auth.getInvite(params.token));
