import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const updateVehicle = handle(endpoints.updateVehicle, ({ params, body }, { services }) =>
  services.fleet.setAvailable(params.hub, params.vehicle, body.is_available),
);
