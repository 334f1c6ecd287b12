import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';
import { onVersion } from './on-version.ts';

export const editPlan = handle(endpoints.editPlan, (call, { services }) =>
  services.desk.edit(onVersion(call), call.body.edit),
);
