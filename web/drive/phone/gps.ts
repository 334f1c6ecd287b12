import { useSyncExternalStore } from 'react';
import type { TapPosition } from '#server/domain/drive/run-event.ts';

export type GpsPosition = TapPosition & { readonly at: number };

let last: GpsPosition | null = null;
const listeners = new Set<() => void>();

/** Follows the phone while the page is open; a phone that does not say where it is changes nothing. */
export function watchGps(on: (position: GpsPosition) => void): () => void {
  if (!('geolocation' in navigator)) return () => undefined;
  const watch = navigator.geolocation.watchPosition(
    ({ coords, timestamp }) => {
      last = {
        lat: coords.latitude,
        lon: coords.longitude,
        accuracy_metres: Math.round(coords.accuracy),
        at: timestamp,
      };
      on(last);
      for (const listen of listeners) listen();
    },
    () => undefined,
    { enableHighAccuracy: true, maximumAge: 10_000 },
  );
  return () => navigator.geolocation.clearWatch(watch);
}

/** The last that is known. */
export function useGps(): GpsPosition | null {
  return useSyncExternalStore(
    (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    () => last,
  );
}
