import { useQuery } from '@tanstack/react-query';
import { endpoints } from '#server/contract/endpoints.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useHubContext } from '../hub-context.ts';
import { ApiKeys } from './api-keys.tsx';
import './programs.css';
import { WebhookCalls } from './webhook-calls.tsx';
import { Webhooks } from './webhooks.tsx';

const description = endpoints.openapi.path;

/** Cooperatives' own programs: the keys with which they book, and where they are told what becomes of it. */
export function ProgramsTab() {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const cooperatives = useQuery(queries.cooperatives(hub.id));
  if (cooperatives.error)
    return <ProblemPanel error={cooperatives.error} onRetry={() => void cooperatives.refetch()} />;
  if (!cooperatives.data) return <div className="loading">{t('state.loading')}</div>;
  if (cooperatives.data.length === 0) return <p className="soft">{t('program.no-cooperative')}</p>;
  return (
    <>
      <p className="soft">{t('program.hint')}</p>
      <p>
        {t('program.api')} <a href={description}>{new URL(description, location.href).href}</a>
      </p>
      <ApiKeys cooperatives={cooperatives.data} />
      <Webhooks cooperatives={cooperatives.data} />
      <WebhookCalls />
    </>
  );
}
