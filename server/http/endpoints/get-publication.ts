import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getPublication = handle(endpoints.getPublication, ({ params, query }, { services }) =>
  services.publishing.get(params.hub, query.date),
);
