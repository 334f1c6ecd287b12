import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';
import { onVersion } from './on-version.ts';

export const undoEdit = handle(endpoints.undoEdit, (call, { services }) =>
  services.desk.undo(onVersion(call)),
);
