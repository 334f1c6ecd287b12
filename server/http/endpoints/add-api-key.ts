import { endpoints } from '#server/contract/endpoints.ts';
import { handle, sessionOf } from '../handle.ts';

export const addApiKey = handle(endpoints.addApiKey, (call, { services }) =>
  services.programs.addKey(call.params.hub, call.body, sessionOf(call).user.id),
);
