import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw } from '../handle.ts';
import { sendTile } from './send-tile.ts';

export const getDrivenTile = handleRaw(
  endpoints.getDrivenTile,
  async ({ params: { run, z, x, y }, key }, { services }, _req, res) =>
    sendTile(res, await services.drive.tile({ run, key }, z, x, y), { isForGood: false }),
);
