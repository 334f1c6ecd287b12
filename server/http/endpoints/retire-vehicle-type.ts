import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const retireVehicleType = handle(endpoints.retireVehicleType, ({ params }, { services }) =>
  services.fleet.retireType(params.hub, params.type),
);
