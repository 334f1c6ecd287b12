/** Settings of this device: theme and density. Kept in local storage, applied as attributes of <html>. */
export type Theme = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'compact';

export interface Preferences {
  readonly theme: Theme;
  readonly density: Density;
}

const themeKey = 'hubward.theme';
const densityKey = 'hubward.density';
const changed = 'hubward:preferences';
const darkQuery = '(prefers-color-scheme: dark)';

export function readPreferences(): Preferences {
  const theme = localStorage.getItem(themeKey);
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    density: localStorage.getItem(densityKey) === 'compact' ? 'compact' : 'comfortable',
  };
}

export function setPreferences(change: Partial<Preferences>): void {
  if (change.theme) localStorage.setItem(themeKey, change.theme);
  if (change.density) localStorage.setItem(densityKey, change.density);
  applyPreferences();
  window.dispatchEvent(new Event(changed));
}

/** Whether the page is dark now, by choice or by the system. */
export function isDark(): boolean {
  const { theme } = readPreferences();
  return theme === 'dark' || (theme === 'system' && matchMedia(darkQuery).matches);
}

export function applyPreferences(): void {
  document.documentElement.dataset['theme'] = isDark() ? 'dark' : 'light';
  document.documentElement.dataset['density'] = readPreferences().density;
}

/** Calls back when a preference or the system's theme changes; returns how to stop. */
export function onPreferencesChange(callback: () => void): () => void {
  const media = matchMedia(darkQuery);
  const onSystem = (): void => {
    applyPreferences();
    callback();
  };
  window.addEventListener(changed, callback);
  media.addEventListener('change', onSystem);
  return () => {
    window.removeEventListener(changed, callback);
    media.removeEventListener('change', onSystem);
  };
}
