import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listScenarios = handle(endpoints.listScenarios, ({ params, query }, { services }) =>
  services.desk.listScenarios(params.hub, query.date),
);
