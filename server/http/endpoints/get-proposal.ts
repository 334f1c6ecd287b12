import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getProposal = handle(endpoints.getProposal, ({ params }, { services }) =>
  services.desk.getProposal(params.hub, params.solve),
);
