import { endpoints } from '#server/contract/endpoints.ts';
import { handle, sessionOf } from '../handle.ts';

export const weighIn = handle(endpoints.weighIn, (call, { services }) =>
  services.receiving.weighIn(call.params.hub, call.body, sessionOf(call).user.id),
);
