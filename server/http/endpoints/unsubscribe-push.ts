import { endpoints } from '#server/contract/endpoints.ts';
import { handle, memberOf } from '../handle.ts';

export const unsubscribePush = handle(endpoints.unsubscribePush, (call, { services }) =>
  services.push.unsubscribe(memberOf(call).session),
);
