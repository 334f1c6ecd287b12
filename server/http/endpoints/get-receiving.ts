import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getReceiving = handle(endpoints.getReceiving, ({ params, query }, { services }) =>
  services.receiving.get(params.hub, query.date),
);
