import { useSyncExternalStore } from 'react';

export type Page = 'home' | 'where' | 'what' | 'when' | 'many' | 'more' | 'link';

const base = '/book/';
const pages: readonly Page[] = ['where', 'what', 'when', 'many', 'more'];
const changed = 'hubward:page';

export interface Route {
  readonly page: Page;
  /** Of a link that was tapped. */
  readonly token: string;
}

/** Pages are addresses, so that the phone's own back is always safe. */
export function go(page: Exclude<Page, 'link'>, isReplacing = false): void {
  const address = page === 'home' ? base : base + page;
  if (isReplacing) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  window.dispatchEvent(new Event(changed));
  window.scrollTo(0, 0);
}

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(subscribe, () => location.pathname));
}

function routeOf(path: string): Route {
  const [first = '', token = ''] = path.slice(base.length).split('/');
  if (first === 'i') return { page: 'link', token };
  return { page: pages.find((page) => page === first) ?? 'home', token: '' };
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(changed, listener);
  };
}
