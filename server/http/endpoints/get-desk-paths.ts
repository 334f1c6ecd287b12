import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getDeskPaths = handle(endpoints.getDeskPaths, ({ params, body }, { services }) =>
  services.desk.paths(params.hub, body.date, body.key, body.legs),
);
