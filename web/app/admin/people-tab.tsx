import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { endpoints } from '#server/contract/endpoints.ts';
import type { User } from '#server/contract/people.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { useSession } from '#web/shared/session/use-session.ts';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { PersonDialog } from './person-dialog.tsx';

type Open =
  | { readonly kind: 'add' }
  | { readonly kind: 'edit'; readonly user: User }
  | { readonly kind: 'reset'; readonly user: User }
  | { readonly kind: 'link'; readonly name: string; readonly link: string };

/** Everybody with their roles. */
export function PeopleTab() {
  const { t } = useI18n();
  const people = useQuery(queries.users());
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);
  return (
    <div className="stack">
      <div className="row">
        <button type="button" className="button primary" onClick={() => setOpen({ kind: 'add' })}>
          <Icon name="add" />
          {t('person.add')}
        </button>
      </div>
      {people.isPending && <div className="loading">{t('state.loading')}</div>}
      {people.error && <ProblemPanel error={people.error} onRetry={() => void people.refetch()} />}
      <ul className="people-list">
        {people.data?.map((user) => (
          <PersonRow
            key={user.id}
            user={user}
            onEdit={() => setOpen({ kind: 'edit', user })}
            onReset={() => setOpen({ kind: 'reset', user })}
          />
        ))}
      </ul>
      {(open?.kind === 'add' || open?.kind === 'edit') && (
        <PersonDialog
          user={open.kind === 'edit' ? open.user : null}
          onClose={close}
          onLink={(name, link) => setOpen({ kind: 'link', name, link })}
        />
      )}
      {open?.kind === 'reset' && (
        <ResetDialog
          user={open.user}
          onClose={close}
          onLink={(link) => setOpen({ kind: 'link', name: open.user.name, link })}
        />
      )}
      {open?.kind === 'link' && <LinkDialog name={open.name} link={open.link} onClose={close} />}
    </div>
  );
}

function PersonRow({ user, onEdit, onReset }: { user: User; onEdit: () => void; onReset: () => void }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const session = useSession();
  const { sayProblem } = useToasts();
  const update = useMutation({
    mutationFn: (isDisabled: boolean) =>
      call(endpoints.updateUser, { params: { user: user.id }, body: { is_disabled: isDisabled } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.users }),
    onError: sayProblem,
  });
  const hubName = (id: string | null): string =>
    session?.hubs.find((hub) => hub.id === id)?.name ?? id ?? t('role.everywhere');
  return (
    <li>
      <div className="grow">
        <strong>{user.name}</strong> <span className="soft">{user.email}</span>
        <div className="soft small">
          {user.roles.map(({ role, hub }) => `${t(`role.${role}`)} (${hubName(hub)})`).join(' · ')}
        </div>
      </div>
      {user.is_disabled && <span className="badge wrong">{t('person.disabled')}</span>}
      {!user.has_password && !user.is_disabled && (
        <span className="badge look">{t('person.no-password')}</span>
      )}
      <button
        type="button"
        className="button"
        aria-label={t('person.edit-of', { name: user.name })}
        onClick={onEdit}
      >
        {t('action.edit')}
      </button>
      <button
        type="button"
        className="button"
        aria-label={t('person.reset-of', { name: user.name })}
        onClick={onReset}
      >
        {t('person.reset')}
      </button>
      {/* Who disables himself is out at once, and nobody may be left to help him. */}
      {user.id !== session?.user.id && (
        <button
          type="button"
          className={user.is_disabled ? 'button' : 'button danger'}
          aria-label={t(user.is_disabled ? 'person.enable-of' : 'person.disable-of', { name: user.name })}
          disabled={update.isPending}
          onClick={() => update.mutate(!user.is_disabled)}
        >
          {user.is_disabled ? t('person.enable') : t('person.disable')}
        </button>
      )}
    </li>
  );
}

interface ResetDialogProps {
  readonly user: User;
  readonly onClose: () => void;
  readonly onLink: (link: string) => void;
}

function ResetDialog({ user, onClose, onLink }: ResetDialogProps) {
  const { t } = useI18n();
  const reset = useMutation({
    mutationFn: () => call(endpoints.resetUser, { params: { user: user.id } }),
    onSuccess: ({ link }) => onLink(link),
  });
  return (
    <Dialog title={t('person.reset-title')} onClose={onClose} isNarrow>
      <div className="stack">
        <p>{t('person.reset-warning', { name: user.name })}</p>
        {reset.error && <ProblemPanel error={reset.error} />}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button
            type="button"
            className="button primary"
            disabled={reset.isPending}
            onClick={() => reset.mutate()}
          >
            {t('person.reset')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
