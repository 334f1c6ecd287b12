import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { locale as localeSchema } from '#server/contract/basics.ts';
import { fillMessage } from '#web/drive/fill-message.ts';
import en from '#web/drive/messages/en.json';
import id from '#web/drive/messages/id.json';
import vi from '#web/drive/messages/vi.json';
import zhHans from '#web/drive/messages/zh-Hans.json';

const messages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en,
  id,
  vi,
  'zh-Hans': zhHans,
};

const namesIn = (message: string): string[] => [
  ...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name!).sort()),
];

describe('words of the driver’s page', () => {
  it.each(localeSchema.options)('are all there in %s, and come out as ICU has them', (locale) => {
    expect(Object.keys(messages[locale]!).sort()).toEqual(Object.keys(en).sort());
    for (const [key, message] of Object.entries(messages[locale]!)) {
      const names = namesIn(message);
      expect(names, key).toEqual(namesIn(en[key as keyof typeof en]));
      for (const count of [0, 1, 2, 5, 12_345]) {
        const values = Object.fromEntries(
          names.map((name) => [name, name === 'count' ? count : `‹${name}›`]),
        );
        const format = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
        expect(fillMessage(message, values, locale)).toBe(String(format.format(values)));
      }
    }
  });

  it('take a value as it is, whatever stands in it', () => {
    expect(fillMessage('{a}, {b}', { a: '{b} #', b: '$1' }, 'en')).toBe('{b} #, $1');
  });
});
