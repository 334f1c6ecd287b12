import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const listLedger = handle(endpoints.listLedger, ({ params, query }, { services }) =>
  services.money.listLedger(params.hub, query),
);
