import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const cancelRequest = handle(endpoints.cancelRequest, ({ params }, { services }) =>
  services.requests.cancel(params.hub, params.request),
);
