import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw, memberOf } from '../handle.ts';
import { sendTile } from './tile.ts';

export const bookingTile = handleRaw(endpoints.bookingTile, async (call, { services }, _req, res) => {
  sendTile(
    res,
    call.query.v,
    await services.hubs.tile(memberOf(call).hub, call.params.z, call.params.x, call.params.y),
  );
});
