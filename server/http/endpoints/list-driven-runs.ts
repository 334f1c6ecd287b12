import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listDrivenRuns = handle(endpoints.listDrivenRuns, ({ params, query }, { services }) =>
  services.drive.list(params.hub, query.date),
);
