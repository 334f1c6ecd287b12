import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Cooperative } from '#server/contract/cooperative.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';
import { AddForm } from './add-form.tsx';
import { ShownOnce } from './shown-once.tsx';

/** Keys with which programs book. */
export function ApiKeys({ cooperatives }: { cooperatives: readonly Cooperative[] }) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  const client = useQueryClient();
  const { sayProblem } = useToasts();
  const list = useQuery(queries.apiKeys(hub.id));
  const [name, setName] = useState('');
  const refresh = () => client.invalidateQueries({ queryKey: keys.programs(hub.id) });
  const add = useMutation({
    mutationFn: (cooperative: string) =>
      call(endpoints.addApiKey, { params: { hub: hub.id }, body: { cooperative, name } }),
    onSuccess: async () => {
      setName('');
      await refresh();
    },
  });
  const revoke = useMutation({
    mutationFn: (key: string) => call(endpoints.revokeApiKey, { params: { hub: hub.id, key } }),
    onSuccess: refresh,
    onError: sayProblem,
  });
  const nameOf = (id: string): string => cooperatives.find((each) => each.id === id)?.name ?? id;
  return (
    <section className="stack" aria-labelledby="program-keys">
      <h2 id="program-keys">{t('program.keys')}</h2>
      {list.error && <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />}
      {add.error && <ProblemPanel error={add.error} />}
      {add.data && <ShownOnce label={t('program.key')} secret={add.data.key} onDone={() => add.reset()} />}
      <ul className="program-list">
        {list.data?.map((key) => (
          <li key={key.id} className="row-wrap">
            <span className="grow">
              <strong>{key.name}</strong> <code>{key.hint}…</code>
              <br />
              <span className="soft small">
                {[
                  nameOf(key.cooperative),
                  key.used_on === null
                    ? t('program.unused')
                    : t('program.used', { day: f.dayShort(key.used_on) }),
                ].join(' · ')}
              </span>
            </span>
            {key.revoked_at === null ? (
              <button
                type="button"
                className="button danger"
                disabled={revoke.isPending}
                aria-label={t('program.revoke-key', { name: key.name })}
                onClick={() => revoke.mutate(key.id)}
              >
                {t('program.revoke')}
              </button>
            ) : (
              <span className="badge">{t('program.revoked')}</span>
            )}
          </li>
        ))}
      </ul>
      <AddForm
        cooperatives={cooperatives}
        action={t('program.add-key')}
        isReady={!add.isPending && name.trim() !== ''}
        onAdd={(cooperative) => add.mutate(cooperative)}
      >
        <InputField
          label={t('program.purpose')}
          required
          maxLength={100}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </AddForm>
    </section>
  );
}
