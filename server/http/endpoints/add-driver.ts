import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const addDriver = handle(endpoints.addDriver, ({ params, body }, { services }) =>
  services.drivers.add(params.hub, body),
);
