import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const retryWebhookCall = handle(endpoints.retryWebhookCall, ({ params }, { services }) =>
  services.webhooks.retryCall(params.hub, params.call),
);
