import { lazy, Suspense, useState } from 'react';
import { Icon } from '#web/shared/ui/icon.tsx';
import { api } from '../api.ts';
import { useBook, useStart } from '../book-context.ts';
import { problemKey } from '../problem-key.ts';
import { NoticeChoice } from '../notices/notice-choice.tsx';
import { go } from '../route.ts';
import { LanguageChoice } from '../ui/language-choice.tsx';

const Mates = lazy(() => import('./mates.tsx').then(({ Mates: mates }) => ({ default: mates })));

/** Language, whom to phone, her cooperative's people, and what is kept of her. */
export function MorePage() {
  const { t, line } = useBook();
  const { member, hub, cooperative } = useStart();
  const [failure, setFailure] = useState<unknown>(null);
  const [isAsking, setAsking] = useState(false);
  const leave = async (how: () => Promise<unknown>) => {
    try {
      await how();
      await line.forget();
      go('home', true);
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <div className="page">
      <header className="top">
        <button type="button" className="button icon" aria-label={t('back')} onClick={() => go('home')}>
          <Icon name="previous" />
        </button>
        <strong>{t('more')}</strong>
      </header>
      <main>
        <h1>{member.name}</h1>
        <p>{cooperative.name}</p>
        <LanguageChoice />
        <NoticeChoice />
        <div className="buttons">
          {hub.phone !== '' && (
            <a className="button" href={`tel:${hub.phone}`}>
              {t('phone', { who: hub.name })}
            </a>
          )}
          {cooperative.phone !== '' && (
            <a className="button" href={`tel:${cooperative.phone}`}>
              {t('phone', { who: cooperative.name })}
            </a>
          )}
        </div>
        {member.role === 'leader' && (
          <Suspense fallback={<p className="quiet">{t('loading')}</p>}>
            <Mates />
          </Suspense>
        )}
        <h2>{t('data.title')}</h2>
        <p>{t('data.what')}</p>
        {failure !== null && (
          <p role="alert" className="note wrong">
            {t(problemKey(failure))}
          </p>
        )}
        <div className="buttons">
          <a className="button" href="/api/book/data" download>
            {t('data.export')}
          </a>
          <button type="button" className="button" onClick={() => void leave(api.unbind)}>
            {t('data.unbind')}
          </button>
          {isAsking ? (
            <button type="button" className="button wrong" onClick={() => void leave(api.removeData)}>
              {t('data.sure')}
            </button>
          ) : (
            <button type="button" className="button" onClick={() => setAsking(true)}>
              {t('data.remove')}
            </button>
          )}
        </div>
      </main>
    </div>
  );
}
