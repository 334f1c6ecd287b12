import type { Locale } from '#server/contract/basics.ts';
import type enMessages from './messages/en.json';

export type MessageKey = keyof typeof enMessages;
type Messages = Readonly<Record<MessageKey, string>>;
/** A problem code's title and what to do; English ones are the contract's own. */
export type ProblemTexts = Readonly<Record<string, { readonly title: string; readonly action: string }>>;

export interface Catalog {
  readonly locale: Locale;
  readonly messages: Messages;
  readonly problems: ProblemTexts;
}

const loaders: Readonly<Record<Locale, () => Promise<Omit<Catalog, 'locale'>>>> = {
  en: async () => {
    const [messages, errors] = await Promise.all([
      import('./messages/en.json'),
      import('#server/contract/errors.ts'),
    ]);
    return { messages: messages.default, problems: errors.errorMeanings };
  },
  vi: async () => {
    const [messages, problems] = await Promise.all([
      import('./messages/vi.json'),
      import('./problems/vi.json'),
    ]);
    return { messages: messages.default, problems: problems.default };
  },
  'zh-Hans': async () => {
    const [messages, problems] = await Promise.all([
      import('./messages/zh-Hans.json'),
      import('./problems/zh-Hans.json'),
    ]);
    return { messages: messages.default, problems: problems.default };
  },
  id: async () => {
    const [messages, problems] = await Promise.all([
      import('./messages/id.json'),
      import('./problems/id.json'),
    ]);
    return { messages: messages.default, problems: problems.default };
  },
};

/** Loads one language; the others stay on the server. */
export async function loadCatalog(locale: Locale): Promise<Catalog> {
  return { locale, ...(await loaders[locale]()) };
}
