import { Navigate } from 'react-router';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { AccountMenu } from '#web/shared/session/account-menu.tsx';
import { lastHub } from '#web/shared/session/last-hub.ts';
import { isAdministrator, mayLook, useSession } from '#web/shared/session/use-session.ts';

/** Goes on to the hub used last; who has none is told what to do. */
export function HomePage() {
  const { t } = useI18n();
  const session = useSession();
  const all = session?.hubs ?? [];
  const hubs = all.filter(({ id }) => mayLook(session, id));
  const isByLink = all.length > 0;
  const hub = hubs.find(({ id }) => id === lastHub()) ?? hubs[0];
  if (hub) return <Navigate to={`/hubs/${encodeURIComponent(hub.id)}`} replace />;
  if (isAdministrator(session)) return <Navigate to="/admin?tab=hubs" replace />;
  return (
    <main className="page-narrow stack">
      <div className="row">
        <h1 className="grow">{t(isByLink ? 'home.by-link' : 'home.no-hub')}</h1>
        <AccountMenu />
      </div>
      <p>{t(isByLink ? 'home.by-link-action' : 'home.no-hub-action')}</p>
    </main>
  );
}
