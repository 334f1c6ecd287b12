import type { Locale } from '#server/contract/basics.ts';

/** What stands in a plural's braces: text, and arguments by their names. */
const inner = String.raw`\{((?:[^{}]|\{\w+\})*)\}`;
const plural = new RegExp(String.raw`\{(\w+), plural,((?: \w+ ${inner})+)\}`, 'g');
const form = new RegExp(String.raw`(\w+) ${inner}`, 'g');

/**
 * A message with its values: of ICU's syntax `{name}` and `{count, plural, one {…} other {…}}` with `#` for the count, which
 * is all that the words of this page have. The library that knows the rest is a twelfth of what the page may weigh.
 */
export function fillMessage(
  message: string,
  values: Readonly<Record<string, string | number>>,
  locale: Locale,
): string {
  return message
    .replaceAll(plural, (_, name: string, forms: string) => {
      const count = Number(values[name]);
      const texts = new Map([...forms.matchAll(form)].map(([, kind, text]) => [kind, text]));
      const text = texts.get(new Intl.PluralRules(locale).select(count)) ?? texts.get('other') ?? '';
      return text.replaceAll('#', new Intl.NumberFormat(locale).format(count));
    })
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}
