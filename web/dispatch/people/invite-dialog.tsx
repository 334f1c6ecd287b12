import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { QrPicture } from '#web/shared/qr/qr-picture.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { LinkBox } from '#web/shared/ui/link-box.tsx';

interface InviteDialogProps {
  readonly name: string;
  readonly link: string;
  readonly onClose: () => void;
}

/** A link to be sent in a chat, or scanned here. */
export function InviteDialog({ name, link, onClose }: InviteDialogProps) {
  const { t } = useI18n();
  return (
    <Dialog title={t('people.invite-of', { name })} onClose={onClose}>
      <div className="stack">
        <p>{t('people.invite-how', { name })}</p>
        <LinkBox label={t('link.title')} link={link} />
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
