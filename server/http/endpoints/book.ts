import { endpoints } from '#server/contract/endpoints.ts';
import { handle, memberOf } from '../handle.ts';

export const book = handle(endpoints.book, (call, { services }) => {
  const { hub, member } = memberOf(call);
  return services.booking.book(hub, member, call.body);
});
