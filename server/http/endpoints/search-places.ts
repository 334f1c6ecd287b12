import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const searchPlaces = handle(endpoints.searchPlaces, ({ params, query }, { services }) =>
  services.hubs.searchPlaces(params.hub, query.q, query.locale),
);
