import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const restoreDriver = handle(endpoints.restoreDriver, ({ params }, { services }) =>
  services.drivers.restore(params.hub, params.driver),
);
