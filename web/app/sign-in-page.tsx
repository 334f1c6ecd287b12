import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { endpoints } from '#server/contract/endpoints.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { EntryFrame } from './entry-frame.tsx';

export function SignInPage() {
  const { t } = useI18n();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => call(endpoints.signIn, { body: { email: email.trim(), password } }),
    onSuccess: async (session) => {
      // Of a session that ended by itself much may be left.
      client.clear();
      client.setQueryData(keys.session, session);
      await navigate(safeNext(params.get('next')), { replace: true });
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <EntryFrame title={t('sign-in.title')}>
      <form className="stack" onSubmit={onSubmit}>
        {signIn.error && <ProblemPanel error={signIn.error} />}
        <InputField
          label={t('person.email')}
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <InputField
          label={t('sign-in.password')}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <button type="submit" className="button primary" disabled={signIn.isPending}>
          {t('sign-in.action')}
        </button>
        <p className="soft small">{t('sign-in.lost')}</p>
      </form>
    </EntryFrame>
  );
}

/** Only addresses of this site: `//host` would lead away from it. */
function safeNext(next: string | null): string {
  return next?.startsWith('/') && !/^\/[/\\]/.test(next) ? next : '/';
}
