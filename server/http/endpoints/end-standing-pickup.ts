import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const endStandingPickup = handle(endpoints.endStandingPickup, ({ params, body }, { services }) =>
  services.standing.end(params.hub, params.pickup, body.date),
);
