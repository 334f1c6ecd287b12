import { createHash } from 'node:crypto';
import type { Response } from 'express';

/** With the build in the address a tile never changes; without, an import may bring another any day. */
const forGood = 'private, max-age=31536000, immutable';
const forAWhile = 'private, max-age=3600';

/** Gzipped MVT, or nothing where the tile is empty. */
export function sendTile(res: Response, bytes: Buffer | null, { isForGood }: { isForGood: boolean }): void {
  res.set('Cache-Control', isForGood ? forGood : forAWhile);
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
