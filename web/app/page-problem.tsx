import { useRouteError } from 'react-router';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';

/** A page that broke while showing itself, or whose code could not be loaded (offline, or a new version). */
export function PageProblem() {
  const { t } = useI18n();
  const error = useRouteError();
  return (
    <main className="page-narrow stack">
      <h1>{t('page.broken')}</h1>
      <div className="notice wrong" role="alert">
        <Icon name="warning" />
        <div className="stack-small">
          <span>{t('page.broken-action')}</span>
          <span className="small" lang="en">
            {error instanceof Error ? error.message : String(error)}
          </span>
        </div>
      </div>
      <div>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          {t('action.reload')}
        </button>
      </div>
    </main>
  );
}
