import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const setMissedStop = handle(endpoints.setMissedStop, async ({ params, body }, { services }) => {
  await services.rates.setMissedStop(params.hub, body.missed_stop);
  return body;
});
