import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listRegions = handle(endpoints.listRegions, (_call, { services }) =>
  services.hubs.listRegions(),
);
