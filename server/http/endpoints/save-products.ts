import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const saveProducts = handle(endpoints.saveProducts, ({ params, body }, { services }) =>
  services.hubs.saveProducts(params.hub, body),
);
