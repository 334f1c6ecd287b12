import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const revokeRunLinks = handle(endpoints.revokeRunLinks, ({ params }, { services }) =>
  services.drive.revoke(params.hub, params.run),
);
