import { useEffect, useState } from 'react';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useBook, useStart } from '../book-context.ts';
import { problemKey } from '../problem-key.ts';
import { hasNotices, pushPermission, stopNotices, takeNotices } from './push.ts';

/** Whether this phone is told when something becomes of a booking; nothing where its browser cannot be. */
export function NoticeChoice() {
  const { t, locale } = useBook();
  const { push_key: key } = useStart();
  const [isOn, setOn] = useState<boolean | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const permission = pushPermission(key);
  useEffect(() => {
    if (key === null || permission !== 'granted') return undefined;
    let isCurrent = true;
    const look = async () => {
      const has = await hasNotices(key);
      // The server may have let go of it, or know another language of hers.
      if (has) await takeNotices(key, locale);
      if (isCurrent) setOn(has);
    };
    look().catch(() => {
      // Without signal it stays as it was.
      if (isCurrent) setOn(true);
    });
    return () => {
      isCurrent = false;
    };
  }, [key, permission, locale]);

  if (key === null || permission === null) return null;
  if (permission === 'denied') return <p className="quiet small">{t('notice.denied')}</p>;
  const set = async (on: boolean) => {
    try {
      setFailure(null);
      if (on) setOn(await takeNotices(key, locale));
      else {
        await stopNotices(key);
        setOn(false);
      }
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <>
      {failure !== null && (
        <p role="alert" className="note wrong">
          {t(problemKey(failure))}
        </p>
      )}
      <button
        type="button"
        className="button"
        aria-pressed={isOn === true}
        onClick={() => void set(isOn !== true)}
      >
        <Icon name="bell" />
        {t(isOn === true ? 'notice.on' : 'notice.take')}
      </button>
    </>
  );
}
