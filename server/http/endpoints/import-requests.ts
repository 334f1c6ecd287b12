import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const importRequests = handle(endpoints.importRequests, ({ params, query, bytes }, { services }) =>
  services.requests.importList(params.hub, { ...query, bytes }),
);
