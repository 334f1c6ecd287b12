import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { endpoints } from '#server/contract/endpoints.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';
import { TextDraftFields } from './text-draft-fields.tsx';
import { draftOf, formOf, isWhole, type TextForm } from './text-draft.ts';

const mostLetters = 2000;

/** Paste a message from a chat, look over what was understood of it, book it all. */
export function PasteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const client = useQueryClient();
  const { say } = useToasts();
  const textId = useId();
  const [text, setText] = useState('');
  const [forms, setForms] = useState<readonly TextForm[] | null>(null);
  const read = useMutation({
    mutationFn: () => call(endpoints.readBookingText, { params: { hub: hub.id }, body: { text } }),
    onSuccess: (drafts) => setForms(drafts.map(formOf)),
  });
  const book = useMutation({
    mutationFn: (ready: readonly TextForm[]) =>
      call(endpoints.bookText, { params: { hub: hub.id }, body: { text, requests: ready.map(draftOf) } }),
    onSuccess: async (booked) => {
      await client.invalidateQueries({ queryKey: keys.allRequests(hub.id) });
      say(t('text.booked', { count: booked.length }));
      onClose();
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (forms === null) read.mutate();
    else book.mutate(forms);
  };
  const doubts = forms?.reduce((sum, form) => sum + form.doubts.length, 0) ?? 0;
  const error = book.error ?? read.error;
  return (
    <Dialog title={t('text.title')} onClose={onClose}>
      <form className="stack" onSubmit={onSubmit}>
        {error && <ProblemPanel error={error} />}
        <div className="field">
          <label htmlFor={textId}>{t('text.message')}</label>
          <textarea
            id={textId}
            className="input text-message"
            rows={forms === null ? 6 : 3}
            maxLength={mostLetters}
            required
            aria-describedby={`${textId}-hint`}
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              setForms(null);
              book.reset();
            }}
          />
          <span id={`${textId}-hint`} className="hint">
            {t('text.hint')}
          </span>
        </div>
        {forms?.length === 0 && (
          <output className="notice look">
            <Icon name="info" />
            {t('text.nothing')}
          </output>
        )}
        {forms !== null && forms.length > 0 && doubts > 0 && (
          <output className="notice look">
            <Icon name="warning" />
            {t('text.doubts', { count: doubts })}
          </output>
        )}
        {forms?.map((form, at) => (
          <TextDraftFields
            key={form.key}
            form={form}
            number={at + 1}
            onChange={(next) => setForms(forms.map((each) => (each.key === form.key ? next : each)))}
            onRemove={() => setForms(forms.filter((each) => each.key !== form.key))}
          />
        ))}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
          {forms === null || forms.length === 0 ? (
            <button
              type={forms === null ? 'submit' : 'button'}
              className="button primary"
              disabled={forms !== null || read.isPending || text.trim() === ''}
            >
              {t('text.read')}
            </button>
          ) : (
            <button
              type="submit"
              className="button primary"
              disabled={book.isPending || !forms.every(isWhole)}
            >
              {t('text.book', { count: forms.length })}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
