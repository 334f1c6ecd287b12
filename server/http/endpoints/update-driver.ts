import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const updateDriver = handle(endpoints.updateDriver, ({ params, body }, { services }) =>
  services.drivers.update(params.hub, params.driver, body),
);
