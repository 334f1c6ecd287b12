import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listWebhookCalls = handle(endpoints.listWebhookCalls, ({ params }, { services }) =>
  services.webhooks.listCalls(params.hub),
);
