import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const getHub = handle(endpoints.getHub, async ({ params }, { services, config }) => ({
  ...(await services.hubs.get(params.hub)),
  map_style_url: config.mapStyleUrl,
}));
