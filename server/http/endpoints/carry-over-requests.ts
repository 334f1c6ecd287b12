import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const carryOverRequests = handle(endpoints.carryOverRequests, ({ params, body }, { services }) =>
  services.requests.carryOver(params.hub, body.date, body.requests),
);
