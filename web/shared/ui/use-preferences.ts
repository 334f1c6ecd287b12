import { useSyncExternalStore } from 'react';
import { isDark, onPreferencesChange, readPreferences } from './preferences.ts';
import type { Density } from './preferences.ts';

export function useIsDark(): boolean {
  return useSyncExternalStore(onPreferencesChange, isDark);
}

export function useDensity(): Density {
  return useSyncExternalStore(onPreferencesChange, () => readPreferences().density);
}
