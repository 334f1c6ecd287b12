import { endpoints } from '#server/contract/endpoints.ts';
import { handle, memberOf } from '../handle.ts';

export const searchBookingPlaces = handle(endpoints.searchBookingPlaces, (call, { services }) => {
  const { hub, member } = memberOf(call);
  return services.hubs.searchPlaces(hub, call.query.text, member.locale);
});
