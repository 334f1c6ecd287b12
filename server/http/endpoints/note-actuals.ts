import { endpoints } from '#server/contract/endpoints.ts';
import { handle, sessionOf } from '../handle.ts';

export const noteActuals = handle(endpoints.noteActuals, (call, { services }) => {
  const { date, ...known } = call.body;
  return services.money.noteActuals(call.params.hub, date, known, sessionOf(call).user.id);
});
