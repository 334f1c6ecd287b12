import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';

interface UnsavedNoticeProps {
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}

/** Asks before what was changed and not saved is lost. */
export function UnsavedNotice({ onKeep, onDiscard }: UnsavedNoticeProps) {
  const { t } = useI18n();
  return (
    <div className="notice look" role="alert">
      <Icon name="warning" />
      <div className="stack-small">
        <strong>{t('form.unsaved')}</strong>
        <div className="row-wrap">
          {/* The reader is asked here and now. */}
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
          <button type="button" className="button primary" autoFocus onClick={onKeep}>
            {t('form.keep-editing')}
          </button>
          <button type="button" className="button" onClick={onDiscard}>
            {t('form.discard')}
          </button>
        </div>
      </div>
    </div>
  );
}
