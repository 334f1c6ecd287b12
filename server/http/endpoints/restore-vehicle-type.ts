import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const restoreVehicleType = handle(endpoints.restoreVehicleType, ({ params }, { services }) =>
  services.fleet.restoreType(params.hub, params.type),
);
