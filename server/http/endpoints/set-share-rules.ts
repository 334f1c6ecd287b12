import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const setShareRules = handle(endpoints.setShareRules, async ({ params, body }, { services }) => {
  await services.rates.setShareRules(params.hub, body);
  return body;
});
