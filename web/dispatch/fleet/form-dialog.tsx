import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { UnsavedNotice } from './unsaved-notice.tsx';
import { useUnsaved } from './use-unsaved.ts';

interface FormDialogProps {
  readonly title: string;
  /** What was changed is lost where it closes. */
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  readonly error: unknown;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form that is saved whole or not at all. */
export function FormDialog(props: FormDialogProps) {
  const { title, isDirty, isSaving, error, onSave, onClose, children } = props;
  const { t } = useI18n();
  const [isAsking, setAsking] = useState(false);
  const blocker = useUnsaved(isDirty);
  const close = (): void => (isDirty ? setAsking(true) : onClose());
  const isHeld = isAsking || blocker.state === 'blocked';
  return (
    <Dialog title={title} onClose={close}>
      <form
        className="stack"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onSave();
        }}
      >
        {error ? <ProblemPanel error={error} /> : null}
        {children}
        {isHeld && (
          <UnsavedNotice
            onKeep={() => {
              setAsking(false);
              blocker.reset?.();
            }}
            onDiscard={() => {
              if (blocker.state === 'blocked') blocker.proceed();
              else onClose();
            }}
          />
        )}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={close}>
            {t('action.cancel')}
          </button>
          <button type="submit" className="button primary" disabled={isSaving}>
            {t('action.save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
