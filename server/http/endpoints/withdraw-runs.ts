import { endpoints } from '#server/contract/endpoints.ts';
import { handle, sessionOf } from '../handle.ts';

export const withdrawRuns = handle(endpoints.withdrawRuns, (call, { services }) => {
  const { date, revision, runs } = call.body;
  const by = sessionOf(call).user.id;
  return services.publishing.withdraw({ hub: call.params.hub, date, revision, by }, runs);
});
