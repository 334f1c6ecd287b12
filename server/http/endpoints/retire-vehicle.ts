import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const retireVehicle = handle(endpoints.retireVehicle, ({ params }, { services }) =>
  services.fleet.retire(params.hub, params.vehicle),
);
