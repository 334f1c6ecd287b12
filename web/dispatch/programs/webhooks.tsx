import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Cooperative } from '#server/contract/cooperative.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';
import { AddForm } from './add-form.tsx';
import { ShownOnce } from './shown-once.tsx';

/** Addresses that are told what becomes of a cooperative's requests. */
export function Webhooks({ cooperatives }: { cooperatives: readonly Cooperative[] }) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const client = useQueryClient();
  const { sayProblem } = useToasts();
  const list = useQuery(queries.webhooks(hub.id));
  const [url, setUrl] = useState('');
  const refresh = () => client.invalidateQueries({ queryKey: keys.programs(hub.id) });
  const add = useMutation({
    mutationFn: (cooperative: string) =>
      call(endpoints.addWebhook, { params: { hub: hub.id }, body: { cooperative, url } }),
    onSuccess: async () => {
      setUrl('');
      await refresh();
    },
  });
  const remove = useMutation({
    mutationFn: (webhook: string) => call(endpoints.removeWebhook, { params: { hub: hub.id, webhook } }),
    onSuccess: refresh,
    onError: sayProblem,
  });
  const nameOf = (id: string): string => cooperatives.find((each) => each.id === id)?.name ?? id;
  return (
    <section className="stack" aria-labelledby="program-webhooks">
      <h2 id="program-webhooks">{t('program.webhooks')}</h2>
      {list.error && <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />}
      {add.error && <ProblemPanel error={add.error} />}
      {add.data && (
        <ShownOnce label={t('program.secret')} secret={add.data.secret} onDone={() => add.reset()} />
      )}
      <ul className="program-list">
        {list.data?.map((webhook) => (
          <li key={webhook.id} className="row-wrap">
            <span className="grow">
              <code className="secret">{webhook.url}</code>
              <br />
              <span className="soft small">{nameOf(webhook.cooperative)}</span>
            </span>
            <button
              type="button"
              className="button danger"
              disabled={remove.isPending}
              aria-label={t('program.remove-webhook', { url: webhook.url })}
              onClick={() => remove.mutate(webhook.id)}
            >
              {t('program.remove')}
            </button>
          </li>
        ))}
      </ul>
      <AddForm
        cooperatives={cooperatives}
        action={t('program.add-webhook')}
        isReady={!add.isPending && url !== ''}
        onAdd={(cooperative) => add.mutate(cooperative)}
      >
        <InputField
          label={t('program.address')}
          type="url"
          required
          maxLength={500}
          placeholder="https://"
          value={url}
          onChange={({ target }) => setUrl(target.value)}
        />
      </AddForm>
    </section>
  );
}
