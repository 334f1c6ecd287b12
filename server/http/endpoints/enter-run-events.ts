import { endpoints } from '#server/contract/endpoints.ts';
import { handle, sessionOf } from '../handle.ts';

export const enterRunEvents = handle(endpoints.enterRunEvents, (call, { services }) =>
  services.drive.enterEvents(call.params.hub, call.params.run, call.body.events, sessionOf(call).user.id),
);
