import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listVehicleTypes = handle(endpoints.listVehicleTypes, ({ params }, { services }) =>
  services.fleet.listTypes(params.hub),
);
