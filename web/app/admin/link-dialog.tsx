import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';

interface LinkDialogProps {
  readonly name: string;
  readonly link: string;
  readonly onClose: () => void;
}

/** Shows a one-time link once; the clipboard is not there on plain http, so the field can be copied by hand. */
export function LinkDialog({ name, link, onClose }: LinkDialogProps) {
  const { t } = useI18n();
  const { say } = useToasts();
  const copy = (): void => {
    navigator.clipboard.writeText(link).then(
      () => say(t('link.copied')),
      () => say(t('link.not-copied')),
    );
  };
  return (
    <Dialog title={t('link.title')} onClose={onClose}>
      <div className="stack">
        <p>{t('link.explain', { name })}</p>
        <div className="link-box">
          <input
            className="input"
            aria-label={t('link.title')}
            value={link}
            readOnly
            onFocus={(event) => event.target.select()}
          />
          {window.isSecureContext && (
            <button type="button" className="button" onClick={copy}>
              <Icon name="copy" />
              {t('link.copy')}
            </button>
          )}
        </div>
        <div className="dialog-actions">
          <button type="button" className="button primary" onClick={onClose}>
            {t('action.done')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
