import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';
import { onVersion } from './on-version.ts';

export const adoptScenario = handle(endpoints.adoptScenario, (call, { services }) =>
  services.desk.adoptScenario(onVersion(call), call.params.scenario),
);
