import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getDayMoney = handle(endpoints.getDayMoney, ({ params, query }, { services }) =>
  services.money.get(params.hub, query.date),
);
