import { buildIfStale } from '../../scripts/build.mjs';

/** Tests that start the product as its user does find it built, and none of them builds it beside another. */
export default async function setup(): Promise<void> {
  await buildIfStale();
}
