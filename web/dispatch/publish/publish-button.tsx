import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { useHubContext } from '../hub-context.ts';
import { useHanding } from './use-published.ts';

/** Opens what would be published; says how many runs are not as their drivers have them. */
export function PublishButton() {
  const { t } = useI18n();
  const { canEdit } = useHubContext();
  const { published, openPublish } = useHanding();
  if (!published || published.standings.size === 0 || !canEdit) return null;
  const count = published.publication.revision === 0 ? 0 : published.openCount;
  return (
    <button
      type="button"
      className="button quiet publish-button"
      aria-label={t('publish.action-count', { count })}
      title={t('publish.action-count', { count })}
      aria-keyshortcuts="u"
      onClick={openPublish}
    >
      <Icon name="sent" />
      {t('publish.action')}
      {count > 0 && <b className="badge look">{count}</b>}
    </button>
  );
}
