import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';

/** What is shown, as a table to download. */
export function TableLink({ href, format }: { readonly href: string; readonly format: 'csv' | 'xlsx' }) {
  const { t } = useI18n();
  return (
    <a className="button no-print" href={href} download>
      <Icon name="download" />
      {t('costs.export', { format: format.toUpperCase() })}
    </a>
  );
}
