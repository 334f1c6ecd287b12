import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const updateVehicle = handle(endpoints.updateVehicle, ({ params, body }, { services }) =>
  services.fleet.update(params.hub, params.vehicle, body),
);
