import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const stopSolve = handle(endpoints.stopSolve, ({ params, query }, { services }) =>
  services.plans.stopSolve(params.hub, params.solve, query.keep),
);
