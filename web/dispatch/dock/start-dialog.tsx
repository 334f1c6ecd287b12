import { useState } from 'react';
import type { DeskRun } from '#server/domain/edits/desk-plan.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { priceEdit } from '#web/shared/desk/price-edit.ts';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { CostChange } from '../desk/cost-change.tsx';
import type { Desk } from '../desk/use-desk.ts';
import type { PriceWords } from './price-words.ts';

interface StartDialogProps {
  readonly run: DeskRun;
  readonly desk: Desk;
  readonly words: PriceWords;
  readonly onClose: () => void;
}

/** When a run leaves: at a time set by hand, or when it is best. */
export function StartDialog({ run, desk, words, onClose }: StartDialogProps) {
  const { t } = useI18n();
  const start = desk.shown.schedules.get(run.run)?.schedule.start ?? 0;
  const [text, setText] = useState(() => words.timeOf(start).slice(0, 5));
  const wanted = secondsOf(text, start, words);
  const edit = { type: 'change_start', run: run.run, start: wanted } as const;
  const price = wanted === null ? null : priceEdit(desk.shown.arrangement, desk.day, edit);
  const make = (seconds: number | null): void => {
    desk.edit({ ...edit, start: seconds });
    onClose();
  };
  return (
    <Dialog title={t('dock.start-of', { run: run.run, vehicle: run.vehicle })} onClose={onClose} isNarrow>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== null) make(wanted);
        }}
      >
        <InputField
          label={t('dock.leaves-at')}
          type="time"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {price && (
          <p>
            <CostChange change={price.costChange} />
            {price.violationsChange > 0 && ` · ${t('run.violations', { count: price.violationsChange })}`}
          </p>
        )}
        <div className="dialog-actions">
          {run.start !== null && (
            <button type="button" className="button" onClick={() => make(null)}>
              {t('dock.start-best')}
            </button>
          )}
          <button type="submit" className="button primary" disabled={wanted === null}>
            {t('dock.start-set')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** The second of the day that a clock time means: the nearest one to `near`; null where it is none. */
function secondsOf(text: string, near: number, words: PriceWords): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  const now = /^(\d{2}):(\d{2})/.exec(words.timeOf(near));
  if (!match || !now) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  const from = Number(now[1]) * 60 + Number(now[2]);
  const apart = ((minutes - from + 720 + 1440) % 1440) - 720;
  return Math.floor(near / 60) * 60 + apart * 60;
}
