import { useCallback, useEffect, useState } from 'react';
import type { MemberInvite } from '#server/contract/booking.ts';
import { api, NoSignal, Refused } from './api.ts';
import { useBook } from './book-context.ts';
import { isLocaleChosen } from './language.ts';
import { problemKey } from './problem-key.ts';
import { go } from './route.ts';
import { LanguageChoice } from './ui/language-choice.tsx';

/** Where a link that was sent leads: reading it does nothing, the tap binds the phone. */
export function LinkPage({ token }: { token: string }) {
  const { t, line, setLocale } = useBook();
  const [invite, setInvite] = useState<MemberInvite | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const read = useCallback(async () => {
    try {
      const found = await api.readLink(token);
      setInvite(found);
      setFailure(null);
      if (!isLocaleChosen()) setLocale(found.locale);
    } catch (error) {
      setFailure(error);
    }
  }, [token, setLocale]);
  useEffect(() => {
    // What it sets comes with the answer.
    void Promise.resolve().then(read);
  }, [read]);

  const tap = async () => {
    setBusy(true);
    try {
      await api.tapLink(token);
      await line.bindAnew();
      // Its page opens the line.
      go('home', true);
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <main className="centre">
      <LanguageChoice />
      {failure !== null && (
        <div role="alert" className="note wrong">
          <p>{t(problemKey(failure))}</p>
          {failure instanceof Refused && failure.code === 'LINK_UNKNOWN' && (
            <a className="button" href="/book/">
              {t('link.goOn')}
            </a>
          )}
          {failure instanceof NoSignal && (
            <button type="button" className="button" onClick={() => void read()}>
              {t('again')}
            </button>
          )}
        </div>
      )}
      {invite && (
        <>
          <h1>{t('link.hello', { name: invite.name })}</h1>
          <p>{t('link.what', { hub: invite.hub, cooperative: invite.cooperative })}</p>
          <button type="button" className="button main" disabled={isBusy} onClick={() => void tap()}>
            {t('link.tap')}
          </button>
        </>
      )}
    </main>
  );
}
