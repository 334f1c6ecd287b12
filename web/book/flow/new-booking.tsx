import { useEffect, useState } from 'react';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useBook, useStart } from '../book-context.ts';
import { go, type Page } from '../route.ts';
import { type Draft, keepDraft, newDraft, readDraft, toBooking } from './draft.ts';
import { WhatStep } from './what-step.tsx';
import { WhenStep } from './when-step.tsx';
import { WhereStep } from './where-step.tsx';

export interface StepProps {
  readonly draft: Draft;
  readonly change: (change: Partial<Draft>) => void;
  readonly goOn: () => void;
}

/** A booking in three questions, each an address of its own, so that back goes to the question before. */
export function NewBooking({ step }: { step: Exclude<Page, 'home' | 'many' | 'more' | 'link'> }) {
  const { t, line } = useBook();
  const start = useStart();
  const [draft, setDraft] = useState<Draft>(() => readDraft() ?? newDraft(start));
  useEffect(() => keepDraft(draft), [draft]);
  // Whoever comes to a later question by its address begins at the first.
  const isLost = step !== 'where' && draft.place === null;
  useEffect(() => {
    if (isLost) go('where', true);
  }, [isLost]);
  if (isLost) return null;

  const change = (told: Partial<Draft>) => setDraft((before) => ({ ...before, ...told }));
  const send = async () => {
    const booking = toBooking(draft, new Date().toISOString());
    if (!booking) return;
    await line.book(booking, Date.now(), draft.picture);
    keepDraft(null);
    go('home', true);
  };
  const props = { draft, change };
  return (
    <div className="page">
      <header className="top">
        <button type="button" className="button icon" aria-label={t('back')} onClick={() => history.back()}>
          <Icon name="previous" />
        </button>
        <strong>{t(draft.replaces === null ? 'book' : 'change')}</strong>
        <button type="button" className="button icon" aria-label={t('close')} onClick={() => go('home')}>
          <Icon name="close" />
        </button>
      </header>
      {step === 'where' && <WhereStep {...props} goOn={() => go('what')} />}
      {step === 'what' && <WhatStep {...props} goOn={() => go('when')} />}
      {step === 'when' && <WhenStep {...props} goOn={() => void send()} />}
    </div>
  );
}
