import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listStandingPickups = handle(endpoints.listStandingPickups, ({ params }, { services }) =>
  services.standing.list(params.hub),
);
