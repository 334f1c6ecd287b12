import { endpoints } from '#server/contract/endpoints.ts';
import { handle, sessionOf } from '../handle.ts';

export const settleDay = handle(endpoints.settleDay, (call, { services }) => {
  const { date, basis, edit_version: editVersion } = call.body;
  return services.money.settle(call.params.hub, date, { basis, editVersion }, sessionOf(call).user.id);
});
