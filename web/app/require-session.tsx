import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from 'react-router';
import { asApiProblem } from '#web/shared/api/api-problem.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';

/** Lets only those signed in through; others sign in and come back to where they wanted to go. */
export function RequireSession() {
  const { t } = useI18n();
  const { pathname, search } = useLocation();
  const session = useQuery(queries.session());
  if (session.error && asApiProblem(session.error).code === 'NOT_SIGNED_IN') {
    const next = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/sign-in${next}`} replace />;
  }
  if (session.data) return <Outlet />;
  if (session.error) {
    return (
      <main className="page-narrow stack">
        <h1>Hubward</h1>
        <ProblemPanel error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  return <div className="loading">{t('state.loading')}</div>;
}
