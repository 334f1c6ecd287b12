import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const startWhatIf = handle(endpoints.startWhatIf, ({ params, body }, { services }) =>
  services.whatIfs.start(params.hub, body),
);
