import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const skipStandingDay = handle(endpoints.skipStandingDay, ({ params, body }, { services }) =>
  services.standing.skip(params.hub, params.pickup, body.date),
);
