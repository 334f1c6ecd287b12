import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { endpoints } from '#server/contract/endpoints.ts';
import type { WebhookCall } from '#server/contract/program.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';

/** The last calls, and what came of them. */
export function WebhookCalls() {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const calls = useQuery(queries.webhookCalls(hub.id));
  if (calls.error) return <ProblemPanel error={calls.error} onRetry={() => void calls.refetch()} />;
  return (
    <section className="stack" aria-labelledby="program-calls">
      <h2 id="program-calls">{t('program.calls')}</h2>
      {calls.data?.length === 0 && <p className="soft">{t('program.no-calls')}</p>}
      {calls.data && calls.data.length > 0 && (
        // Focusable, so that the keyboard can scroll it sideways.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="table-scroll" tabIndex={0} aria-labelledby="program-calls">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('program.at')}</th>
                <th scope="col">{t('program.event')}</th>
                <th scope="col">{t('program.result')}</th>
                <th scope="col">{t('program.tries')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('program.retry')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {calls.data.map((each) => (
                <CallRow key={each.id} made={each} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

function CallRow({ made }: { made: WebhookCall }) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  const client = useQueryClient();
  const { sayProblem } = useToasts();
  const retry = useMutation({
    mutationFn: () => call(endpoints.retryWebhookCall, { params: { hub: hub.id, call: made.id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.programs(hub.id) }),
    onError: sayProblem,
  });
  const isDelivered = made.delivered_at !== null;
  const result = (): string => {
    if (isDelivered) return t('program.delivered', { status: made.status ?? 0 });
    if (made.due_at === null) return t('program.given-up', { why: made.failure ?? '' });
    return made.failure === null
      ? t('program.waiting')
      : t('program.again', { why: made.failure, time: f.time(made.due_at) });
  };
  return (
    <tr>
      <td>{f.moment(made.created_at)}</td>
      <td>{t(`program.event.${made.event}`)}</td>
      <td>
        <span className={isDelivered ? 'badge' : 'badge look'}>{result()}</span>
      </td>
      <td className="number">{f.number(made.tries)}</td>
      <td>
        {!isDelivered && (
          <button type="button" className="button" disabled={retry.isPending} onClick={() => retry.mutate()}>
            {t('program.retry')}
          </button>
        )}
      </td>
    </tr>
  );
}
