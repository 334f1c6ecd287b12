import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Cooperative, MemberAtDesk } from '#server/contract/cooperative.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useHubContext } from '../hub-context.ts';
import { CooperativeForm } from './cooperative-form.tsx';
import { KeepField } from './keep-field.tsx';
import { MemberForm } from './member-form.tsx';
import { MemberRow } from './member-row.tsx';
import './people.css';

type Edited =
  | { readonly kind: 'cooperative'; readonly of: Cooperative | null }
  | { readonly kind: 'member'; readonly of: MemberAtDesk | null; readonly cooperative: string };

/** Cooperatives with their growers, leaders and agents: who books from a phone. */
export function PeopleTab() {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const cooperatives = useQuery(queries.cooperatives(hub.id));
  const members = useQuery(queries.members(hub.id));
  const [edited, setEdited] = useState<Edited | null>(null);
  const error = cooperatives.error ?? members.error;
  const retry = () => {
    void cooperatives.refetch();
    void members.refetch();
  };
  return (
    <section className="stack" aria-label={t('people.title')}>
      <p className="soft">{t('people.what')}</p>
      <div>
        <button
          type="button"
          className="button primary"
          onClick={() => setEdited({ kind: 'cooperative', of: null })}
        >
          <Icon name="add" />
          {t('people.add-cooperative')}
        </button>
      </div>
      {(cooperatives.isPending || members.isPending) && <div className="loading">{t('state.loading')}</div>}
      {error && <ProblemPanel error={error} onRetry={retry} />}
      {cooperatives.data?.length === 0 && <p className="empty">{t('people.none')}</p>}
      {members.data &&
        cooperatives.data?.map((cooperative) => (
          <section
            key={cooperative.id}
            className="stack-small people-cooperative"
            aria-label={cooperative.name}
          >
            <header className="row-wrap">
              <h2 className="grow">{cooperative.name}</h2>
              {cooperative.phone !== '' && <a href={`tel:${cooperative.phone}`}>{cooperative.phone}</a>}
              <button
                type="button"
                className="button quiet"
                aria-label={t('form.edit-of', { name: cooperative.name })}
                onClick={() => setEdited({ kind: 'cooperative', of: cooperative })}
              >
                {t('action.edit')}
              </button>
              <button
                type="button"
                className="button"
                aria-label={t('people.add-member-to', { name: cooperative.name })}
                onClick={() => setEdited({ kind: 'member', of: null, cooperative: cooperative.id })}
              >
                <Icon name="add" />
                {t('people.add-member')}
              </button>
            </header>
            <ul className="people-list">
              {members.data
                .filter((member) => member.cooperative === cooperative.id)
                .map((member) => (
                  <MemberRow
                    key={member.id}
                    member={member}
                    onEdit={() => setEdited({ kind: 'member', of: member, cooperative: cooperative.id })}
                  />
                ))}
            </ul>
          </section>
        ))}
      <KeepField />
      {edited?.kind === 'cooperative' && (
        <CooperativeForm cooperative={edited.of} onClose={() => setEdited(null)} />
      )}
      {edited?.kind === 'member' && cooperatives.data && (
        <MemberForm
          member={edited.of}
          cooperative={edited.cooperative}
          cooperatives={cooperatives.data}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}
