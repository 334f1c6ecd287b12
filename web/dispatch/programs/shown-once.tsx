import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { CopyButton } from '#web/shared/ui/copy-button.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';

/** A secret that is shown this once, to be copied. */
export function ShownOnce({ label, secret, onDone }: { label: string; secret: string; onDone: () => void }) {
  const { t } = useI18n();
  return (
    <output className="notice look">
      <Icon name="lock" />
      <div className="stack-small grow">
        <strong>{label}</strong>
        <code className="secret">{secret}</code>
        <span>{t('program.once')}</span>
        <div className="row-wrap">
          <CopyButton text={secret} />
          <button type="button" className="button" onClick={onDone}>
            {t('program.kept')}
          </button>
        </div>
      </div>
    </output>
  );
}
