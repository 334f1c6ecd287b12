import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const syncRun = handle(endpoints.syncRun, ({ params, body, key }, { services }) =>
  services.drive.sync({ run: params.run, key }, body.events, body.revision),
);
