import { endpoints } from '#server/contract/endpoints.ts';
import { handle, sessionOf } from '../handle.ts';

export const addLedgerEntry = handle(endpoints.addLedgerEntry, (call, { services }) =>
  services.money.addEntry(call.params.hub, call.body, sessionOf(call).user.id),
);
