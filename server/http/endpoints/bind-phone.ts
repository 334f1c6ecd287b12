import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const bindPhone = handle(endpoints.bindPhone, ({ params, body }, { services }) =>
  services.drive.bind(params.token, body),
);
