import { endpoints } from '#server/contract/endpoints.ts';
import { handle, sessionOf } from '../handle.ts';

export const addScenario = handle(endpoints.addScenario, (call, { services }) => {
  const { date, name, from } = call.body;
  return services.desk.addScenario(call.params.hub, date, { name, from, by: sessionOf(call).user.id });
});
