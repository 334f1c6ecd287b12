import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const importFleet = handle(endpoints.importFleet, ({ params, query, bytes }, { services }) =>
  services.fleet.importList(params.hub, { ...query, bytes }),
);
