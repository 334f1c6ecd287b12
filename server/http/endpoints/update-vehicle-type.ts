import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const updateVehicleType = handle(endpoints.updateVehicleType, ({ params, body }, { services }) =>
  services.fleet.updateType(params.hub, params.type, body),
);
