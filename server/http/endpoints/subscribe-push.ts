import { endpoints } from '#server/contract/endpoints.ts';
import { handle, memberOf } from '../handle.ts';

export const subscribePush = handle(endpoints.subscribePush, (call, { services }) =>
  services.push.subscribe(memberOf(call), call.body),
);
