import { type FormEvent, useState } from 'react';
import { z } from 'zod';
import { type DifferenceReason, differenceReason, type NewWeighIn } from '#server/contract/receiving.ts';
import { weightDifference } from '#server/domain/receiving/weight-difference.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { InputField, SelectField } from '#web/shared/ui/field.tsx';
import { UnlikelyWeight } from './unlikely-weight.tsx';
import { useFieldWords } from './use-field-words.ts';
import type { WeighedLine } from './weighed-line.ts';
import { useProductName } from '../use-product-name.ts';

type NewLine = NewWeighIn['lines'][number];

interface WeighDialogProps {
  readonly line: WeighedLine;
  /** Another one of the trip waits for the scale. */
  readonly hasNext: boolean;
  readonly onWeigh: (line: NewLine, isGoingOn: boolean) => void;
  readonly onClose: () => void;
}

const noReason = z.literal('');
const grades = [1, 2, 3] as const;

/** A request on the scale: Enter writes it down and goes on to the next. */
export function WeighDialog({ line, hasNext, onWeigh, onClose }: WeighDialogProps) {
  const { t } = useI18n();
  const f = useFormat();
  const productOf = useProductName();
  const fieldWords = useFieldWords();
  const { request, last, entries } = line;
  const { booked, field } = line.line;
  const textOf = (value: number | null | undefined) => (typeof value === 'number' ? String(value) : '');
  const [kg, setKg] = useState(textOf(last?.kg));
  const [crates, setCrates] = useState(textOf(last?.crates));
  const [parcels, setParcels] = useState(textOf(last?.parcels));
  const [grade, setGrade] = useState<NewLine['grade']>(last?.grade ?? null);
  const [isShort, setShort] = useState(last?.is_short ?? request.state === 'partly_collected');
  const [reason, setReason] = useState<DifferenceReason | ''>(last?.reason ?? '');
  const [note, setNote] = useState(last?.note ?? '');
  const difference = kg === '' ? null : weightDifference(field?.kg ?? null, Number(kg));
  const numberOf = (text: string) => (text === '' ? null : Number(text));
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent; // of a form
    const weighed = {
      request: request.request,
      kg: Number(kg),
      crates: numberOf(crates),
      parcels: numberOf(parcels),
      grade,
      is_short: isShort,
      reason: reason === '' ? null : reason,
      note,
    };
    onWeigh(weighed, submitter?.getAttribute('value') === 'next');
  };
  return (
    <Dialog title={`${request.place} · ${request.reference}`} onClose={onClose}>
      <form className="stack weigh-form" onSubmit={onSubmit}>
        <p className="soft">
          {[
            productOf(request.product),
            t('receiving.booked', { kg: f.kg(booked.kg), crates: booked.crates }),
            field && fieldWords(field),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <div className="weigh-fields">
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
          <InputField
            label={t('receiving.crates')}
            type="number"
            inputMode="numeric"
            min="0"
            max="1000000"
            step="1"
            placeholder={t('receiving.from-kg')}
            value={crates}
            onChange={(event) => setCrates(event.target.value)}
          />
          <InputField
            label={t('receiving.parcels')}
            type="number"
            inputMode="numeric"
            min="0"
            max="1000000"
            step="1"
            placeholder={t('receiving.from-kg')}
            value={parcels}
            onChange={(event) => setParcels(event.target.value)}
          />
        </div>
        <fieldset>
          <legend className="legend">{t('receiving.grade')}</legend>
          <div className="grades">
            {grades.map((each) => (
              <label key={each} className="grade">
                <input type="radio" name="grade" checked={grade === each} onChange={() => setGrade(each)} />
                {t(`receiving.grade-${each}`)}
              </label>
            ))}
            <label className="grade">
              <input type="radio" name="grade" checked={grade === null} onChange={() => setGrade(null)} />
              {t('receiving.grade-none')}
            </label>
          </div>
        </fieldset>
        <label className="switch">
          <input type="checkbox" checked={isShort} onChange={(event) => setShort(event.target.checked)} />
          {t('receiving.short')}
        </label>
        {difference !== null && (
          <output className="notice look">
            {t('receiving.differs', { change: f.change(difference, f.kg) })}
          </output>
        )}
        {kg !== '' && field === null && <UnlikelyWeight kg={Number(kg)} bookedKg={booked.kg} />}
        <SelectField
          label={t('receiving.reason')}
          required={difference !== null}
          value={reason}
          onChange={(event) => setReason(differenceReason.or(noReason).parse(event.target.value))}
        >
          <option value="">
            {t(difference === null ? 'receiving.reason-none' : 'receiving.reason-choose')}
          </option>
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
        {entries.length > 0 && (
          <div className="small">
            <strong>{t('receiving.before')}</strong>
            <ul>
              {entries.map((entry) => (
                <li key={entry.id}>
                  {t('receiving.entry', {
                    kg: f.kg(entry.kg),
                    time: f.time(entry.weighed_at),
                    name: entry.by ?? t('receiving.this-device'),
                  })}
                </li>
              ))}
            </ul>
          </div>
        )}
        <div className="dialog-actions">
          {hasNext && (
            <button type="submit" className="button primary" value="next">
              {t('receiving.save-next')}
            </button>
          )}
          <button type="submit" className={hasNext ? 'button' : 'button primary'} value="save">
            {t('action.save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
