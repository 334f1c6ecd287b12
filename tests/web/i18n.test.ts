import { IntlMessageFormat } from 'intl-messageformat';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { locale as localeSchema } from '#server/contract/basics.ts';
import { errorMeanings } from '#server/contract/errors.ts';
import { loadCatalog } from '#web/shared/i18n/catalog.ts';
import type { MessageKey } from '#web/shared/i18n/catalog.ts';
import { matchLocale } from '#web/shared/i18n/locales.ts';
import { createTranslate } from '#web/shared/i18n/translate.ts';

/** Codes that only the command line and programs meet; the web never shows them. */
const neverOnWeb = new Set([
  'EXTRACT_UNREADABLE',
  'EXTRACT_TRUNCATED',
  'EXTRACT_WITHOUT_ROADS',
  'EXTRACT_UNREACHABLE',
  'BBOX_INVALID',
  'REGION_NAME_INVALID',
  'DISK_FULL',
  'INTERRUPTED',
  'TILES_FAILED',
  'SPEED_PROFILE_INVALID',
  'BACKUP_INVALID',
  'DATA_IN_USE',
  'FILE_UNREADABLE',
  'FILE_UNWRITABLE',
  'CONFIG_INVALID',
  'DATA_TOO_NEW',
  'PORT_IN_USE',
  'PROBLEM_INVALID',
  'PROBLEM_TOO_LARGE',
  'SOLVE_QUEUE_FULL',
  'API_KEY_WRONG',
]);

const others = localeSchema.options.filter((locale) => locale !== 'en');

/** Names of all placeholders of a message, inside plurals too. */
function placeholders(message: string): string[] {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      // Types 1 to 6 of the syntax tree take an argument; 7 is `#`, 0 is text.
      const { type, value: name } = value as { type?: number; value?: unknown };
      if (typeof type === 'number' && type >= 1 && type <= 6 && typeof name === 'string') names.add(name);
      Object.values(value).forEach(visit);
    }
  };
  visit(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

describe('messages', () => {
  it.each(localeSchema.options)('names each message once (%s)', (locale) => {
    const file = new URL(`../../web/shared/i18n/messages/${locale}.json`, import.meta.url);
    const names = readFileSync(file, 'utf8').match(/^ {2}"[^"]+":/gm) ?? [];
    expect(names.length).toBeGreaterThan(500);
    expect(names).toEqual([...new Set(names)]);
  });

  it('finds placeholders inside of plurals', () => {
    expect(placeholders('{a} {n, plural, one {# of {b}} other {# of {c}}}')).toEqual(['a', 'b', 'c', 'n']);
  });

  it.each(others)('has every English text in %s, with the same placeholders', async (locale) => {
    const { messages: english } = await loadCatalog('en');
    const { messages } = await loadCatalog(locale);
    expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
    for (const key of Object.keys(english) as MessageKey[]) {
      expect(messages[key].trim(), key).not.toBe('');
      expect(placeholders(messages[key]), key).toEqual(placeholders(english[key]));
    }
  });

  it.each(others)('explains every error the web can meet in %s', async (locale) => {
    const { problems } = await loadCatalog(locale);
    for (const code of Object.keys(errorMeanings)) {
      if (neverOnWeb.has(code)) continue;
      expect(problems[code]?.title, code).toBeTruthy();
      expect(problems[code]?.action, code).toBeTruthy();
    }
    expect(Object.keys(problems).filter((code) => !(code in errorMeanings))).toEqual([]);
  });

  it('counts as each language does', async () => {
    const say = async (locale: 'en' | 'vi' | 'zh-Hans' | 'id', count: number) =>
      createTranslate(await loadCatalog(locale))('run.stops', { count });
    expect(await say('en', 1)).toBe('1 stop');
    expect(await say('en', 5)).toBe('5 stops');
    expect(await say('vi', 5)).toBe('5 điểm');
    expect(await say('zh-Hans', 5)).toBe('5 站');
    expect(await say('id', 1)).toBe('1 titik');
  });

  it('matches what browsers send to a language there is', () => {
    expect(['vi-VN', 'zh-TW', 'zh', 'in', 'id-ID', 'fr', null].map(matchLocale)).toEqual([
      'vi',
      'zh-Hans',
      'zh-Hans',
      'id',
      'id',
      null,
      null,
    ]);
  });
});
