import type { Store } from '#server/store/port.ts';

const dayMs = 24 * 3_600_000;

interface ForgettingDeps {
  readonly store: Pick<Store, 'hubs' | 'drive'>;
  /** UTC instant. */
  readonly now: () => string;
}

/** Where drivers were is forgotten as each hub's setting says. */
export async function forgetPositions({ store, now }: ForgettingDeps): Promise<void> {
  for (const { id } of await store.hubs.list()) {
    const settings = await store.hubs.settings(id);
    if (settings === null) continue;
    const before = new Date(Date.parse(now()) - settings.keep_positions_days * dayMs).toISOString();
    await store.drive.forgetPositions(id, before);
  }
}
