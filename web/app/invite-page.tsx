import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useNavigate, useParams } from 'react-router';
import { endpoints } from '#server/contract/endpoints.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { EntryFrame } from './entry-frame.tsx';

const shortestPassword = 10;

/** A one-time link: says whose it is, and uses it up only when a password is sent. */
export function InvitePage() {
  const { t } = useI18n();
  const { token = '' } = useParams();
  const invite = useQuery(queries.invite(token));
  return (
    <EntryFrame title={t('invite.title')}>
      {invite.isPending && <div className="loading">{t('state.loading')}</div>}
      {invite.error && <ProblemPanel error={invite.error} />}
      {invite.data && <PasswordForm token={token} name={invite.data.name} email={invite.data.email} />}
    </EntryFrame>
  );
}

function PasswordForm({ token, name, email }: { token: string; name: string; email: string }) {
  const { t } = useI18n();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [isTooShort, setTooShort] = useState(false);
  const accept = useMutation({
    mutationFn: () => call(endpoints.acceptInvite, { params: { token }, body: { password } }),
    onSuccess: async (session) => {
      client.setQueryData(keys.session, session);
      await navigate('/', { replace: true });
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setTooShort(password.length < shortestPassword);
    if (password.length >= shortestPassword) accept.mutate();
  };
  return (
    <form className="stack" onSubmit={onSubmit} noValidate>
      <p>{t('invite.greeting', { name, email })}</p>
      {accept.error && <ProblemPanel error={accept.error} />}
      <input
        type="text"
        className="visually-hidden"
        autoComplete="username"
        value={email}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <InputField
        label={t('invite.password')}
        type={isShown ? 'text' : 'password'}
        autoComplete="new-password"
        hint={t('invite.hint', { count: shortestPassword })}
        error={isTooShort ? t('invite.too-short', { count: shortestPassword }) : null}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <label className="switch">
        <input
          type="checkbox"
          role="switch"
          checked={isShown}
          aria-checked={isShown}
          onChange={() => setShown(!isShown)}
        />
        {t('invite.show')}
      </label>
      <button type="submit" className="button primary" disabled={accept.isPending}>
        {t('invite.action')}
      </button>
    </form>
  );
}
