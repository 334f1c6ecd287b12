import { Link, useSearchParams } from 'react-router';
import { FormatProvider, useI18n } from '#web/shared/i18n/i18n.tsx';
import { AccountMenu } from '#web/shared/session/account-menu.tsx';
import { isAdministrator, useSession } from '#web/shared/session/use-session.ts';
import { Icon } from '#web/shared/ui/icon.tsx';
import { HubsTab } from './hubs-tab.tsx';
import { PeopleTab } from './people-tab.tsx';

/** People and hubs, for administrators. */
export function AdminPage() {
  const { t } = useI18n();
  const session = useSession();
  const [params] = useSearchParams();
  const tab = params.get('tab') === 'hubs' ? 'hubs' : 'people';
  // No hub here: times are of this device, and there is no money.
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return (
    <FormatProvider timezone={timeZone} currency="USD">
      <div className="page-wide stack">
        <header>
          <Link className="button quiet" to="/">
            <Icon name="previous" />
            {t('page.home')}
          </Link>
          <h1 className="grow">{t('admin.title')}</h1>
          <AccountMenu />
        </header>
        <nav className="tabs" aria-label={t('admin.title')}>
          <Link className="tab" to="?tab=people" aria-current={tab === 'people' ? 'page' : undefined}>
            {t('admin.people')}
          </Link>
          <Link className="tab" to="?tab=hubs" aria-current={tab === 'hubs' ? 'page' : undefined}>
            {t('admin.hubs')}
          </Link>
        </nav>
        <main>
          {!isAdministrator(session) && <p className="empty">{t('admin.not-yours')}</p>}
          {isAdministrator(session) && (tab === 'people' ? <PeopleTab /> : <HubsTab />)}
        </main>
      </div>
    </FormatProvider>
  );
}
