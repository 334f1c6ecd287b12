import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw } from '../handle.ts';
import { sendTile } from './send-tile.ts';

export const tile = handleRaw(endpoints.tile, async ({ params, query }, { services }, _req, res) => {
  const bytes = await services.hubs.tile(params.hub, params.z, params.x, params.y);
  sendTile(res, bytes, { isForGood: query.v !== undefined });
});
