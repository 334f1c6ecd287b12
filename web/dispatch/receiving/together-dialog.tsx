import { type FormEvent, useState } from 'react';
import { z } from 'zod';
import { type DifferenceReason, differenceReason, type NewWeighIn } from '#server/contract/receiving.ts';
import { splitWeight } from '#server/domain/receiving/split-weight.ts';
import { weightDifference } from '#server/domain/receiving/weight-difference.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { InputField, SelectField } from '#web/shared/ui/field.tsx';
import { UnlikelyWeight } from './unlikely-weight.tsx';
import { expectedKg, type WeighedLine } from './weighed-line.ts';

interface TogetherDialogProps {
  /** At least two. */
  readonly lines: readonly WeighedLine[];
  readonly onWeigh: (lines: NewWeighIn['lines']) => void;
  readonly onClose: () => void;
}

const noReason = z.literal('');

/** All of a trip on the scale at once: each request has its part of the weight. */
export function TogetherDialog({ lines, onWeigh, onClose }: TogetherDialogProps) {
  const { t } = useI18n();
  const f = useFormat();
  const [kg, setKg] = useState('');
  const [reason, setReason] = useState<DifferenceReason | ''>('');
  const [note, setNote] = useState('');
  const expected = lines.reduce((sum, line) => sum + expectedKg(line), 0);
  const parts = splitWeight(Number(kg), lines.map(expectedKg));
  const isDiffering = lines.some(
    ({ line }, index) => kg !== '' && weightDifference(line.field?.kg ?? null, parts[index]!) !== null,
  );
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    onWeigh(
      lines.map(({ request, last }, index) => ({
        request: request.request,
        kg: parts[index]!,
        crates: null,
        parcels: null,
        grade: last?.grade ?? null,
        is_short: last?.is_short ?? request.state === 'partly_collected',
        reason: reason === '' ? null : reason,
        note,
      })),
    );
  };
  return (
    <Dialog title={t('receiving.together')} onClose={onClose}>
      <form className="stack weigh-form" onSubmit={onSubmit}>
        <p className="soft">{t('receiving.together-what', { count: lines.length })}</p>
        <InputField
          label={t('receiving.kg')}
          type="number"
          inputMode="decimal"
          min="0"
          max="1000000"
          step="any"
          required
          data-first
          value={kg}
          onChange={(event) => setKg(event.target.value)}
        />
        {Number(kg) > 0 && (
          <ul className="small">
            {lines.map(({ request }, index) => (
              <li key={request.request} className="row">
                <span className="grow">
                  {request.place} · {request.reference}
                </span>
                <span>{f.kg(parts[index]!)}</span>
              </li>
            ))}
          </ul>
        )}
        {isDiffering && <output className="notice look">{t('receiving.together-differs')}</output>}
        {kg !== '' && !isDiffering && <UnlikelyWeight kg={Number(kg)} bookedKg={expected} />}
        <SelectField
          label={t('receiving.reason')}
          required={isDiffering}
          value={reason}
          onChange={(event) => setReason(differenceReason.or(noReason).parse(event.target.value))}
        >
          <option value="">{t(isDiffering ? 'receiving.reason-choose' : 'receiving.reason-none')}</option>
          {differenceReason.options.map((each) => (
            <option key={each} value={each}>
              {t(`receiving.reason-${each}`)}
            </option>
          ))}
        </SelectField>
        <InputField
          label={t('receiving.note')}
          required={reason === 'other'}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className="dialog-actions">
          <button type="submit" className="button primary">
            {t('action.save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
