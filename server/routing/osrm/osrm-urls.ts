import { UserError } from '#server/domain/user-error.ts';
import type { Profile } from '../port.ts';

export interface OsrmUrls {
  readonly urls: Readonly<Record<Profile, string>>;
  /** Whether one server answers for vehicles it does not tell apart. */
  readonly isShared: boolean;
  /** What to tell an operator of that; null where each profile has its server. */
  readonly warning: string | null;
}

const profiles: readonly Profile[] = ['motorbike', 'light', 'heavy'];

/**
 * Reads OSRM_URL: one URL with `{profile}` in it, `motorbike=URL,light=URL,heavy=URL`, or one URL for all
 * (osrm-routed has one profile and ignores the one asked for, so this is flagged). Throws UserError
 * CONFIG_INVALID.
 */
export function parseOsrmUrls(text: string): OsrmUrls {
  const setting = text.trim();
  const byProfile = (urlOf: (profile: Profile) => string): OsrmUrls['urls'] => ({
    motorbike: checkedUrl(urlOf('motorbike')),
    light: checkedUrl(urlOf('light')),
    heavy: checkedUrl(urlOf('heavy')),
  });
  if (setting.includes('{profile}')) {
    const urls = byProfile((profile) => setting.replaceAll('{profile}', profile));
    return { urls, isShared: false, warning: null };
  }
  const urls = /^(?:motorbike|light|heavy)\s*=/.test(setting)
    ? byProfile(listedUrls(setting))
    : byProfile(() => setting);
  const isShared = new Set(Object.values(urls)).size < profiles.length;
  return {
    urls,
    isShared,
    warning: isShared
      ? 'OSRM_URL gives one server for several vehicle profiles: their times and roads are the same. ' +
        'Give motorbike=URL,light=URL,heavy=URL to tell them apart.'
      : null,
  };
}

function listedUrls(setting: string): (profile: Profile) => string {
  const listed = new Map<string, string>();
  for (const part of setting.split(',')) {
    const [name = '', ...rest] = part.split('=');
    const key = name.trim();
    if (!profiles.some((profile) => profile === key)) {
      throw new UserError('CONFIG_INVALID', `OSRM_URL: "${key}" is none of ${profiles.join(', ')}`);
    }
    listed.set(key, rest.join('=').trim());
  }
  return (profile) => {
    const url = listed.get(profile);
    if (!url) throw new UserError('CONFIG_INVALID', `OSRM_URL has no address for ${profile}`);
    return url;
  };
}

function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new UserError('CONFIG_INVALID', `OSRM_URL: "${text}" is no http or https address`);
  }
  if (url.search || url.hash || url.username || url.password) {
    throw new UserError(
      'CONFIG_INVALID',
      'OSRM_URL: the address must be without "?", "#", user name and password',
    );
  }
  return url.href.replace(/\/+$/, '');
}
