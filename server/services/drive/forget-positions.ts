import type { Store } from '#server/store/port.ts';

const dayMs = 24 * 3_600_000;

interface ForgettingDeps {
  readonly store: Pick<Store, 'hubs' | 'drive'>;
  /** UTC instant. */
  readonly now: () => string;
  readonly onFailure: (error: unknown) => void;
}

/** Where drivers were is forgotten as each hub's setting says. */
export async function forgetPositions({ store, now }: Omit<ForgettingDeps, 'onFailure'>): Promise<void> {
  for (const { id } of await store.hubs.list()) {
    const settings = await store.hubs.settings(id);
    if (settings === null) continue;
    const before = new Date(Date.parse(now()) - settings.keep_positions_days * dayMs).toISOString();
    await store.drive.forgetPositions(id, before);
  }
}

/** Forgets now and then every few hours. Returns how to stop. */
export function keepForgetting(deps: ForgettingDeps, everyMs = 6 * 3_600_000): () => void {
  const forget = () => void forgetPositions(deps).catch(deps.onFailure);
  forget();
  const timer = setInterval(forget, everyMs);
  // It keeps no process alive.
  timer.unref();
  return () => clearInterval(timer);
}
