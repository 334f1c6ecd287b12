import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const removeScenario = handle(endpoints.removeScenario, ({ params, query }, { services }) =>
  services.desk.removeScenario(params.hub, query.date, params.scenario),
);
