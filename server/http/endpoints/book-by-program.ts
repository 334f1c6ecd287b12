import { endpoints } from '#server/contract/endpoints.ts';
import { handle, programCallerOf } from '../handle.ts';

export const bookByProgram = handle(endpoints.bookByProgram, (call, { services }) =>
  services.programs.book(programCallerOf(call), call.idempotencyKey, call.body),
);
