import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { QrPicture } from '#web/shared/qr/qr-picture.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';

interface InviteDialogProps {
  readonly name: string;
  readonly link: string;
  readonly onClose: () => void;
}

/** A link to be sent in a chat, or scanned here; the clipboard is not there on plain http. */
export function InviteDialog({ name, link, onClose }: InviteDialogProps) {
  const { t } = useI18n();
  const { say } = useToasts();
  const copy = (): void => {
    navigator.clipboard.writeText(link).then(
      () => say(t('link.copied')),
      () => say(t('link.not-copied')),
    );
  };
  return (
    <Dialog title={t('people.invite-of', { name })} onClose={onClose}>
      <div className="stack">
        <p>{t('people.invite-how', { name })}</p>
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
        <QrPicture text={link} label={t('people.qr', { name })} />
        <div className="dialog-actions">
          <button type="button" className="button primary" onClick={onClose}>
            {t('action.done')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
