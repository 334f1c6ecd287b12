import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listVehicles = handle(endpoints.listVehicles, ({ params }, { services }) =>
  services.fleet.list(params.hub),
);
