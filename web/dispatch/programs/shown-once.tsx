import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';

/** A secret that is shown this once, to be copied. */
export function ShownOnce({ label, secret, onDone }: { label: string; secret: string; onDone: () => void }) {
  const { t } = useI18n();
  const { say, sayProblem } = useToasts();
  const copy = (): void => {
    navigator.clipboard.writeText(secret).then(() => say(t('program.copied')), sayProblem);
  };
  return (
    <output className="notice look">
      <Icon name="lock" />
      <div className="stack-small grow">
        <strong>{label}</strong>
        <code className="secret">{secret}</code>
        <span>{t('program.once')}</span>
        <div className="row-wrap">
          <button type="button" className="button" onClick={copy}>
            <Icon name="copy" />
            {t('program.copy')}
          </button>
          <button type="button" className="button" onClick={onDone}>
            {t('program.kept')}
          </button>
        </div>
      </div>
    </output>
  );
}
