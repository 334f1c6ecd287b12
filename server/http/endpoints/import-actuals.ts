import { endpoints } from '#server/contract/endpoints.ts';
import { handle, sessionOf } from '../handle.ts';

export const importActuals = handle(endpoints.importActuals, (call, { services }) => {
  const { params, query, bytes } = call;
  return services.money.importActuals(params.hub, { ...query, bytes }, sessionOf(call).user.id);
});
