import { createHash } from 'node:crypto';
import { endpoints } from '#server/contract/endpoints.ts';
import type { Response } from 'express';
import { handleRaw } from '../handle.ts';

/** With the build in the address a tile never changes; without, an import may bring another any day. */
const forGood = 'private, max-age=31536000, immutable';
const forAWhile = 'private, max-age=3600';

export const tile = handleRaw(endpoints.tile, async ({ params, query }, { services }, _req, res) => {
  sendTile(res, query.v, await services.hubs.tile(params.hub, params.z, params.x, params.y));
});

/** `build`: the region's, where the address names it. */
export function sendTile(res: Response, build: string | undefined, bytes: Buffer | null): void {
  res.set('Cache-Control', build === undefined ? forAWhile : forGood);
  if (bytes === null) {
    res.status(204).end();
    return;
  }
  res.set({
    'Content-Type': 'application/vnd.mapbox-vector-tile',
    'Content-Encoding': 'gzip',
    ETag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  });
  // Answers 304 where the caller has this tag.
  res.send(bytes);
}
