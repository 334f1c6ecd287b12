import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listKeptQuotes = handle(endpoints.listKeptQuotes, ({ params, query }, { services }) =>
  services.quotes.listKept(params.hub, query.date),
);
