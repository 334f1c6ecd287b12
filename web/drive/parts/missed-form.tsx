import { useState } from 'react';
import { type MissedReason, missedReasons } from '#server/domain/drive/run-event.ts';
import { useWords } from '../i18n.tsx';
import type { DayTools } from '../pages/day.tsx';
import { Choices } from './choices.tsx';
import { MainAction } from './main-action.tsx';
import { noProof, type Proof, ProofFields } from './proof-fields.tsx';

interface MissedFormProps {
  readonly tools: DayTools;
  readonly title: string;
  readonly onSave: (missed: Proof & { readonly reason: MissedReason }) => Promise<void>;
  readonly onBack: () => void;
}

/** Why nothing was fetched or handed over. */
export function MissedForm({ tools, title, onSave, onBack }: MissedFormProps) {
  const { t } = useWords();
  const [reason, setReason] = useState<MissedReason | null>(null);
  const [proof, setProof] = useState<Proof>(noProof);
  return (
    <main className="drive-page">
      <h1>{title}</h1>
      <Choices
        legend={t('item.why')}
        name="missed"
        choices={missedReasons.map((each) => [each, t(`missed.${each}`)])}
        value={reason}
        onChange={setReason}
      />
      <ProofFields tools={tools} proof={proof} onChange={setProof} />
      <button type="button" className="button big quiet" onClick={onBack}>
        {t('head.back')}
      </button>
      <MainAction isDisabled={reason === null} onAct={() => reason && void onSave({ reason, ...proof })}>
        {t('action.save')}
      </MainAction>
    </main>
  );
}
