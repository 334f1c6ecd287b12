import { endpoints } from '#server/contract/endpoints.ts';
import { handle, sessionOf } from '../handle.ts';

export const startSolve = handle(endpoints.startSolve, (call, { services }) =>
  services.plans.startSolve(call.params.hub, call.body.date, call.body.seconds, sessionOf(call).user.id),
);
