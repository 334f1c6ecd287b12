import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const addVehicle = handle(endpoints.addVehicle, ({ params, body }, { services }) =>
  services.fleet.add(params.hub, body),
);
