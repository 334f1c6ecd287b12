import { endpoints } from '#server/contract/endpoints.ts';
import { handle, sessionOf } from '../handle.ts';

export const addRunLinks = handle(endpoints.addRunLinks, (call, { services }) => {
  const { origin, body, params } = call;
  return services.drive.addLinks(params.hub, { ...body, origin, by: sessionOf(call).user.id });
});
