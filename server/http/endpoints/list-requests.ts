import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listRequests = handle(endpoints.listRequests, ({ params, query }, { services }) =>
  services.requests.list(params.hub, query.date),
);
