import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const addStandingPickup = handle(endpoints.addStandingPickup, ({ params, body }, { services }) =>
  services.standing.add(params.hub, body),
);
