import type { Locale } from '#server/contract/basics.ts';
import type en from './messages/en.json';

export type MessageKey = keyof typeof en;
type Messages = Readonly<Record<MessageKey, string>>;
export type Translate = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

/** A language of this page is a file here and a line there. */
const loaders: Readonly<Record<Locale, () => Promise<{ default: Messages }>>> = {
  en: () => import('./messages/en.json'),
  vi: () => import('./messages/vi.json'),
  'zh-Hans': () => import('./messages/zh-Hans.json'),
  id: () => import('./messages/id.json'),
};

export async function loadMessages(locale: Locale): Promise<Translate> {
  const { default: messages } = await loaders[locale]();
  return (key, values = {}) =>
    messages[key].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
