import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { LinkBox } from '#web/shared/ui/link-box.tsx';

interface LinkDialogProps {
  readonly name: string;
  readonly link: string;
  readonly onClose: () => void;
}

/** Shows a one-time link once. */
export function LinkDialog({ name, link, onClose }: LinkDialogProps) {
  const { t } = useI18n();
  return (
    <Dialog title={t('link.title')} onClose={onClose}>
      <div className="stack">
        <p>{t('link.explain', { name })}</p>
        <LinkBox label={t('link.title')} link={link} />
        <div className="dialog-actions">
          <button type="button" className="button primary" onClick={onClose}>
            {t('action.done')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
