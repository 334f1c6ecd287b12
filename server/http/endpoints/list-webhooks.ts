import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listWebhooks = handle(endpoints.listWebhooks, ({ params }, { services }) =>
  services.webhooks.list(params.hub),
);
