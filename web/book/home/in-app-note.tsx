import { useState } from 'react';
import { api } from '../api.ts';
import { useBook } from '../book-context.ts';
import { inAppBrowser } from '../in-app-browser.ts';
import { problemKey } from '../problem-key.ts';
import { CopyButton } from '../ui/copy-button.tsx';

/** In the browser of a chat app: how to come out of it, with a link that brings her along. */
export function InAppNote() {
  const { t } = useBook();
  const [link, setLink] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const app = inAppBrowser();
  if (app === null) return null;
  return (
    <section className="note look">
      <h2>{t('app.title', { app })}</h2>
      <p>{t('app.how')}</p>
      {failure !== null && <p role="alert">{t(problemKey(failure))}</p>}
      {link === null ? (
        <button
          type="button"
          className="button"
          onClick={() => void api.carry().then((made) => setLink(made.link), setFailure)}
        >
          {t('app.link')}
        </button>
      ) : (
        <>
          <p>{t('app.paste')}</p>
          <CopyButton text={link} label={t('copy')} />
        </>
      )}
    </section>
  );
}
