import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listMembers = handle(endpoints.listMembers, ({ params }, { services }) =>
  services.cooperatives.listMembers(params.hub),
);
