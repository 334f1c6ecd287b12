import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { UnsavedNotice } from './unsaved-notice.tsx';
import { useUnsaved } from './use-unsaved.ts';

interface SaveBarProps {
  readonly isDirty: boolean;
  /** Others have saved meanwhile, which saving would replace. */
  readonly isOvertaken: boolean;
  readonly isSaving: boolean;
  readonly onReset: () => void;
}

/** Saves the form that it is in, or takes back what was changed; holds the reader where that would be lost. */
export function SaveBar({ isDirty, isOvertaken, isSaving, onReset }: SaveBarProps) {
  const { t } = useI18n();
  const blocker = useUnsaved(isDirty && !isSaving);
  return (
    <div className="stack save-bar">
      {blocker.state === 'blocked' && (
        <UnsavedNotice onKeep={() => blocker.reset()} onDiscard={() => blocker.proceed()} />
      )}
      {isOvertaken && (
        <output className="notice look">
          <Icon name="warning" />
          {t('form.overtaken')}
        </output>
      )}
      <div className="row">
        <button type="submit" className="button primary" disabled={isSaving || !isDirty}>
          {t('action.save')}
        </button>
        <button type="button" className="button" disabled={isSaving || !isDirty} onClick={onReset}>
          {t('form.discard')}
        </button>
      </div>
    </div>
  );
}
