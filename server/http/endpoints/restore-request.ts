import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const restoreRequest = handle(endpoints.restoreRequest, ({ params }, { services }) =>
  services.requests.restore(params.hub, params.request),
);
