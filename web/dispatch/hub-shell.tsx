import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { Link, Navigate, Outlet, useParams } from 'react-router';
import { HubLiveProvider } from '#web/shared/api/hub-live.tsx';
import { queries } from '#web/shared/api/queries.ts';
import { FormatProvider, useI18n } from '#web/shared/i18n/i18n.tsx';
import { rememberHub } from '#web/shared/session/last-hub.ts';
import { mayDispatch, useSession } from '#web/shared/session/use-session.ts';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import './desk/desk.css';
import './dispatch.css';
import './publish/publish.css';
import { HubContext, useHubContext } from './hub-context.ts';
import { receivingPath } from './receiving/receiving-path.ts';

/** What all pages of a hub share: the hub itself, its formats and its event stream. */
export function HubShell() {
  const { t } = useI18n();
  const { hub: hubId = '' } = useParams();
  const hub = useQuery(queries.hub(hubId));
  const session = useSession();
  const canEdit = mayDispatch(session, hubId);
  useEffect(() => {
    if (hub.data) rememberHub(hub.data.hub.id);
  }, [hub.data]);
  const context = useMemo(() => hub.data && { ...hub.data, canEdit }, [hub.data, canEdit]);
  if (!context) {
    return (
      <main className="dispatch-wait stack">
        {hub.error ? (
          <>
            <h1>Hubward</h1>
            <ProblemPanel error={hub.error} onRetry={() => void hub.refetch()} />
            <Link to="/">{t('page.home')}</Link>
          </>
        ) : (
          <div className="loading">{t('state.loading')}</div>
        )}
      </main>
    );
  }
  const { timezone, currency } = context.hub;
  return (
    <HubContext value={context}>
      <FormatProvider timezone={timezone} currency={currency}>
        <HubLiveProvider key={hubId} hub={hubId}>
          <Outlet />
        </HubLiveProvider>
      </FormatProvider>
    </HubContext>
  );
}

/** Goes to today, in the hub's zone: to the desk, or to what comes to the hub for who only receives. */
export function ToToday() {
  const { hub, today, canEdit } = useHubContext();
  return <Navigate to={canEdit ? `day/${today}` : receivingPath(hub.id, today)} replace />;
}
