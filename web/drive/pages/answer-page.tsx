import { useState } from 'react';
import { useFormat, useWords } from '../i18n.tsx';
import { MainAction } from '../parts/main-action.tsx';
import { RunFacts } from '../parts/run-facts.tsx';
import type { DayTools } from './day.tsx';

/** The run at a glance, to be accepted or declined. */
export function AnswerPage({ tools: { view, note } }: { tools: DayTools }) {
  const { t } = useWords();
  const f = useFormat();
  const [isDeclining, setIsDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const { state, wire } = view;
  if (isDeclining) {
    return (
      <main className="drive-page">
        <h1>{t('answer.decline-title')}</h1>
        <div className="field">
          <label htmlFor="reason">{t('answer.reason')}</label>
          <textarea
            id="reason"
            className="input"
            rows={3}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <button type="button" className="button big" onClick={() => setIsDeclining(false)}>
          {t('head.back')}
        </button>
        <MainAction
          isDisabled={reason.trim() === ''}
          onAct={() =>
            void note({ kind: 'declined', reason: reason.trim() }).then(() => setIsDeclining(false))
          }
        >
          {t('answer.decline')}
        </MainAction>
      </main>
    );
  }
  return (
    <main className="drive-page">
      <p className="soft">
        {wire.hub.name} · {f.day(wire.date)}
      </p>
      <h1>{t('answer.title')}</h1>
      {state.answer?.kind === 'declined' && (
        <p className="drive-note look">{t('answer.declined', { reason: state.answer.reason })}</p>
      )}
      <RunFacts view={view} />
      <button type="button" className="button big" onClick={() => setIsDeclining(true)}>
        {t('answer.decline')}
      </button>
      <MainAction onAct={() => void note({ kind: 'accepted' })}>{t('answer.accept')}</MainAction>
    </main>
  );
}
