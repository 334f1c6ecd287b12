import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const bringBackRequests = handle(endpoints.bringBackRequests, ({ params, body }, { services }) =>
  services.requests.bringBack(params.hub, body.requests),
);
