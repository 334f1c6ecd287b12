import { endpoints } from '#server/contract/endpoints.ts';
import { handle, sessionOf } from '../handle.ts';

export const getSession = handle(endpoints.getSession, (call) => sessionOf(call));
