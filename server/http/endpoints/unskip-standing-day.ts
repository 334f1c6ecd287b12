import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const unskipStandingDay = handle(endpoints.unskipStandingDay, ({ params }, { services }) =>
  services.standing.unskip(params.hub, params.pickup, params.date),
);
