import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getHubSettings = handle(endpoints.getHubSettings, ({ params }, { services }) =>
  services.hubs.getSettings(params.hub),
);
