import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listUsers = handle(endpoints.listUsers, (_call, { auth }) => auth.listUsers());
