import { createContext, use } from 'react';
import type { Hub, Product, Region } from '#server/contract/hub.ts';

interface HubContextValue {
  readonly hub: Hub;
  readonly region: Region;
  readonly products: readonly Product[];
  /** HH:MM until which requests of the next day are to be booked; null: it has none. */
  readonly cut_off: string | null;
  /** The hub's local day. */
  readonly today: string;
  readonly canEdit: boolean;
}

export const HubContext = createContext<HubContextValue | null>(null);

export function useHubContext(): HubContextValue {
  const context = use(HubContext);
  if (!context) throw new Error('useHubContext outside of HubShell');
  return context;
}
