import { endpoints } from '#server/contract/endpoints.ts';
import { handle, sessionOf } from '../handle.ts';

export const planRest = handle(endpoints.planRest, (call, { services }) =>
  services.desk.planRest(call.params.hub, call.body, sessionOf(call).user.id),
);
