import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const removeWebhook = handle(endpoints.removeWebhook, ({ params }, { services }) =>
  services.webhooks.remove(params.hub, params.webhook),
);
