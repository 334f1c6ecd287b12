import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const revokeApiKey = handle(endpoints.revokeApiKey, ({ params }, { services }) =>
  services.programs.revokeKey(params.hub, params.key),
);
