import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getDrivenDirections = handle(
  endpoints.getDrivenDirections,
  ({ params, query, key }, { services }) => services.drive.directions({ run: params.run, key }, query.locale),
);
