import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getDrivenRun = handle(endpoints.getDrivenRun, ({ params, key }, { services }) =>
  services.drive.getRun({ run: params.run, key }),
);
