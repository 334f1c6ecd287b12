import { Link } from 'react-router';
import { useI18n } from '#web/shared/i18n/i18n.tsx';

export function NotFoundPage() {
  const { t } = useI18n();
  return (
    <main className="page-narrow stack">
      <h1>{t('page.not-found')}</h1>
      <p>{t('page.not-found-action')}</p>
      <div>
        <Link className="button primary" to="/">
          {t('page.home')}
        </Link>
      </div>
    </main>
  );
}
