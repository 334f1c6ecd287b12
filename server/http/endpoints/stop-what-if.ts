import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const stopWhatIf = handle(endpoints.stopWhatIf, ({ params }, { services }) =>
  services.whatIfs.stop(params.hub, params.whatIf),
);
