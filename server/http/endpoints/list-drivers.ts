import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listDrivers = handle(endpoints.listDrivers, ({ params }, { services }) =>
  services.drivers.list(params.hub),
);
