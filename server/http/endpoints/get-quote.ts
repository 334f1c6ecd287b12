import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getQuote = handle(endpoints.getQuote, ({ params, query }, { services }) =>
  services.quotes.get(params.hub, query),
);
