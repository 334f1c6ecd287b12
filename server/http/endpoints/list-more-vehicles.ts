import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listMoreVehicles = handle(endpoints.listMoreVehicles, ({ params, query }, { services }) =>
  services.desk.listMoreVehicles({ hub: params.hub, date: query.date, scenario: query.scenario ?? null }),
);
