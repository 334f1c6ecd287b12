import { endpoints } from '#server/contract/endpoints.ts';
import { handle, memberOf } from '../handle.ts';

export const addPlacePhoto = handle(endpoints.addPlacePhoto, (call, { services }) =>
  services.booking.addPhoto(memberOf(call).member, call.params.photo, call.bytes),
);
