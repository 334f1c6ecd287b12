const storageKey = 'hubward.hub';

/** The hub this device looked at last, null at first. */
export function lastHub(): string | null {
  return localStorage.getItem(storageKey);
}

export function rememberHub(hub: string): void {
  localStorage.setItem(storageKey, hub);
}
