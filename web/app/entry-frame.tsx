import type { ReactNode } from 'react';
import { LanguageSwitch } from '#web/shared/i18n/language-switch.tsx';

/** The frame of pages before one is signed in: the name, one question, the language. */
export function EntryFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="entry">
      <div className="entry-card stack">
        <div className="row">
          <img src="/favicon.svg" alt="" width="32" height="32" />
          <strong className="grow">Hubward</strong>
          <div className="entry-language">
            <LanguageSwitch id="entry-language" />
          </div>
        </div>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
