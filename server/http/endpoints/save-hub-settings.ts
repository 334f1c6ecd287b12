import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const saveHubSettings = handle(endpoints.saveHubSettings, ({ params, body }, { services }) =>
  services.hubs.saveSettings(params.hub, body),
);
