import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const addRequest = handle(endpoints.addRequest, ({ params, body }, { services }) =>
  services.requests.add(params.hub, body),
);
