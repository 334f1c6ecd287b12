import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const addPicture = handle(endpoints.addPicture, ({ params, bytes, key }, { services }) =>
  services.drive.addPicture({ run: params.run, key }, params.picture, bytes),
);
