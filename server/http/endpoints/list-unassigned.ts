import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listUnassigned = handle(endpoints.listUnassigned, ({ params, query }, { services }) =>
  services.desk.listUnassigned({ hub: params.hub, date: query.date, scenario: query.scenario ?? null }),
);
