import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getDesk = handle(endpoints.getDesk, ({ params, query }, { services }) =>
  services.desk.get({ hub: params.hub, date: query.date, scenario: query.scenario ?? null }),
);
