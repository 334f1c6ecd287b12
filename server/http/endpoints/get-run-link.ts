import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getRunLink = handle(endpoints.getRunLink, ({ params }, { services }) =>
  services.drive.getLink(params.token),
);
