import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getDrivenMap = handle(endpoints.getDrivenMap, ({ params, key }, { services }) =>
  services.drive.map({ run: params.run, key }),
);
