import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getWhatIf = handle(endpoints.getWhatIf, ({ params }, { services }) =>
  services.whatIfs.get(params.hub, params.whatIf),
);
