import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from './icon.tsx';
import { useToasts } from './toasts.tsx';

/** Copies a text; nothing on plain http, where there is no clipboard: show the text so that it can be selected. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useI18n();
  const { say } = useToasts();
  if (!globalThis.isSecureContext) return null;
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => say(t('copy.done')),
      () => say(t('copy.failed')),
    );
  };
  return (
    <button type="button" className="button" onClick={copy}>
      <Icon name="copy" />
      {t('action.copy')}
    </button>
  );
}
