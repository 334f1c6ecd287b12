import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw, memberOf } from '../handle.ts';
import { sendTile } from './send-tile.ts';

export const bookingTile = handleRaw(endpoints.bookingTile, async (call, { services }, _req, res) => {
  const { z, x, y } = call.params;
  const bytes = await services.hubs.tile(memberOf(call).hub, z, x, y);
  sendTile(res, bytes, { isForGood: call.query.v !== undefined });
});
