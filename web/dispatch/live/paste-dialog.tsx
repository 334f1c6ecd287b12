import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { drivenRun } from '#server/contract/drive.ts';
import type { DeskDrivenRun } from '#server/contract/drive-run.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import { readText, type TextRead } from '#server/domain/drive/text-code.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';
import { textsIn } from './texts-in.ts';

interface PasteDialogProps {
  readonly date: string;
  readonly onClose: () => void;
}

type Read = Extract<TextRead, { kind: 'read' }>;

/** Takes what a driver sent by text message, since no data went through: each tap counts once, whenever his phone sends it. */
export function PasteDialog({ date, onClose }: PasteDialogProps) {
  const { t } = useI18n();
  const { hub, products } = useHubContext();
  const client = useQueryClient();
  const { say } = useToasts();
  const [text, setText] = useState('');
  const driven = useQuery(queries.driven(hub.id, date));
  const names = products.map(({ name }) => name);
  const runs = (driven.data ?? []).map((run) => textRun(run, names));
  const read = textsIn(text).map((part) => readText(part, runs));
  const wrong = read.find((each) => each.kind !== 'read');
  const good = read.filter((each): each is Read => each.kind === 'read');
  const enter = useMutation({
    mutationFn: async () => {
      let added = 0;
      for (const { run, events } of good) {
        const taps = events.map((event) => ({ ...event, at: new Date(event.at).toISOString() }));
        const body = { events: taps as EnteredEvents };
        added += (await call(endpoints.enterRunEvents, { params: { hub: hub.id, run }, body })).added;
      }
      return added;
    },
    onSuccess: (added) => {
      say(t('live.text-entered', { count: added }));
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.driven(hub.id, date) }),
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    enter.mutate();
  };
  const count = good.reduce((sum, { events }) => sum + events.length, 0);
  return (
    <Dialog title={t('live.text')} isNarrow onClose={onClose}>
      <form className="stack" onSubmit={onSubmit}>
        {enter.error && <ProblemPanel error={enter.error} />}
        <div className="field">
          <label htmlFor="driver-text">{t('live.text-label')}</label>
          <textarea
            id="driver-text"
            className="input live-text"
            data-first
            rows={6}
            spellCheck={false}
            required
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <span className="hint">{t('live.text-hint')}</span>
        </div>
        <output>
          {text.trim() !== '' && read.length === 0 && <p className="notice look">{t('live.text-none')}</p>}
          {wrong && (
            <p className="notice look">
              {t(`live.text-${wrong.kind === 'unknown' ? 'unknown' : 'damaged'}`)}
            </p>
          )}
          {count > 0 && <p>{t('live.text-found', { count })}</p>}
        </output>
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button
            type="submit"
            className="button primary"
            disabled={count === 0 || wrong !== undefined || enter.isPending}
          >
            {t('live.text-enter')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

type EnteredEvents = Parameters<typeof call<typeof endpoints.enterRunEvents>>[1]['body']['events'];

const textRun = ({ run, phones, latest, earlier }: DeskDrivenRun, products: readonly string[]) => ({
  run,
  phones: phones.map(({ id }) => id),
  versions: [...earlier, latest].map(({ revision, frozen }) => drivenRun(revision, frozen)),
  products,
});
