import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listApiKeys = handle(endpoints.listApiKeys, ({ params }, { services }) =>
  services.programs.listKeys(params.hub),
);
