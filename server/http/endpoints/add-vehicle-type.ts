import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const addVehicleType = handle(endpoints.addVehicleType, ({ params, body }, { services }) =>
  services.fleet.addType(params.hub, body),
);
