import { useEffect, useState } from 'react';
import { useWords } from '../i18n.tsx';
import type { DayTools } from '../pages/day.tsx';

const undoMs = 120_000;

/** For two minutes the last tap can be taken back by one. */
export function UndoBar({ tools: { view, note } }: { tools: DayTools }) {
  const { t } = useWords();
  const [now, setNow] = useState(Date.now);
  const tap = view.lastTap;
  const left = tap === null ? 0 : Date.parse(tap.at) + undoMs - now;
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  if (tap === null || left <= 0) return null;
  return (
    <aside className="undo-bar" aria-label={t('action.undo')}>
      <span>{t(`deed.${tap.deed.kind as 'collected'}`)}</span>
      <button type="button" className="button" onClick={() => void note({ kind: 'undone', event: tap.id })}>
        {t('action.undo')}
      </button>
    </aside>
  );
}
