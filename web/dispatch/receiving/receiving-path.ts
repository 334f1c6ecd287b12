/** The address of what comes to a hub on a day. Its service worker has what is below that of the hub, and nothing else. */
export const receivingPath = (hub: string, date: string): string =>
  `/hubs/${encodeURIComponent(hub)}/receiving/${date}`;
