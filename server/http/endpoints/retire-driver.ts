import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const retireDriver = handle(endpoints.retireDriver, ({ params }, { services }) =>
  services.drivers.retire(params.hub, params.driver),
);
