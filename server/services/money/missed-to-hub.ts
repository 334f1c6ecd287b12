import type { Weighing } from '#server/contract/money.ts';
import type { RunShares } from '#server/domain/shares/share-run.ts';

/** Shares where the hub bears what those would of whom nothing was collected; together they are what they were. */
export function missedToHub(
  { shares, hub }: RunShares,
  weighings: ReadonlyMap<string, Pick<Weighing, 'kg'>>,
): RunShares {
  const isMissed = (request: string) => weighings.get(request)?.kg === 0;
  const missed = shares.reduce((sum, { request, amount }) => sum + (isMissed(request) ? amount : 0), 0);
  return {
    hub: hub + missed,
    shares: shares.map((share) =>
      isMissed(share.request)
        ? { ...share, amount: 0, parts: { travel: 0, load: 0, handling: 0, cap: 0 } }
        : share,
    ),
  };
}
