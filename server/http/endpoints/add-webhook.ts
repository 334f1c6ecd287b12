import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const addWebhook = handle(endpoints.addWebhook, ({ params, body }, { services }) =>
  services.webhooks.add(params.hub, body),
);
