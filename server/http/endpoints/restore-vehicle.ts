import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const restoreVehicle = handle(endpoints.restoreVehicle, ({ params }, { services }) =>
  services.fleet.restore(params.hub, params.vehicle),
);
