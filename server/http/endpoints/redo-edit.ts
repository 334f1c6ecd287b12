import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';
import { onVersion } from './on-version.ts';

export const redoEdit = handle(endpoints.redoEdit, (call, { services }) =>
  services.desk.redo(onVersion(call)),
);
