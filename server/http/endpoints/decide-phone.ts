import { endpoints } from '#server/contract/endpoints.ts';
import { handle, sessionOf } from '../handle.ts';

export const decidePhone = handle(endpoints.decidePhone, (call, { services }) =>
  services.drive.decidePhone(call.params.hub, call.params.phone, call.body.decision, sessionOf(call).user.id),
);
