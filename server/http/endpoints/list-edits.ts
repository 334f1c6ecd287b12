import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listEdits = handle(endpoints.listEdits, ({ params, query }, { services }) =>
  services.desk.listSteps(
    { hub: params.hub, date: query.date, scenario: query.scenario ?? null },
    query.after,
  ),
);
