import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MemberAtDesk } from '#server/contract/cooperative.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import { call, urlOf } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';
import { InviteDialog } from './invite-dialog.tsx';

/** A member: her phones, a link for another, and what is kept of her. */
export function MemberRow({ member, onEdit }: { member: MemberAtDesk; onEdit: () => void }) {
  const { t } = useI18n();
  const f = useFormat();
  const { hub } = useHubContext();
  const client = useQueryClient();
  const { sayProblem } = useToasts();
  const [link, setLink] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const params = { hub: hub.id, member: member.id };
  const onSettled = () => client.invalidateQueries({ queryKey: keys.people(hub.id) });
  const invite = useMutation({
    mutationFn: () => call(endpoints.inviteMember, { params }),
    onSuccess: (made) => setLink(made.link),
    onError: sayProblem,
    onSettled,
  });
  const revoke = useMutation({
    mutationFn: (session: string) => call(endpoints.revokeMemberSession, { params: { ...params, session } }),
    onError: sayProblem,
    onSettled,
  });
  const remove = useMutation({
    mutationFn: () => call(endpoints.removeMember, { params }),
    onError: sayProblem,
    onSettled,
  });
  const { name, role, phone, sessions, link_until: until } = member;
  return (
    <li className="people-member">
      <div className="stack-small grow">
        <strong>{name}</strong>
        <span className="soft small">{[t(`people.${role}`), phone].filter(Boolean).join(' · ')}</span>
        {sessions.map((session) => (
          <span key={session.id} className="row-wrap small">
            {t('people.phone', { device: session.device || '–', day: f.dayShort(session.seen_on) })}
            <button
              type="button"
              className="button quiet"
              aria-label={t('people.revoke-of', { device: session.device, name })}
              disabled={revoke.isPending}
              onClick={() => revoke.mutate(session.id)}
            >
              {t('people.revoke')}
            </button>
          </span>
        ))}
        {until && <span className="soft small">{t('people.link-until', { until: f.moment(until) })}</span>}
      </div>
      <div className="row-wrap">
        <button
          type="button"
          className="button"
          aria-label={t('people.invite-of', { name })}
          disabled={invite.isPending}
          onClick={() => invite.mutate()}
        >
          {t('people.invite')}
        </button>
        <button
          type="button"
          className="button quiet"
          aria-label={t('form.edit-of', { name })}
          onClick={onEdit}
        >
          {t('action.edit')}
        </button>
        <a
          className="button quiet"
          aria-label={t('people.export-of', { name })}
          href={urlOf(endpoints.exportMember, params)}
          download
        >
          {t('people.export')}
        </a>
        <button
          type="button"
          className="button quiet"
          aria-label={t('people.delete-of', { name })}
          onClick={() => setAsking(true)}
        >
          {t('people.delete')}
        </button>
      </div>
      {link !== null && <InviteDialog name={name} link={link} onClose={() => setLink(null)} />}
      {isAsking && (
        <Dialog title={t('people.delete-of', { name })} isNarrow onClose={() => setAsking(false)}>
          <div className="stack">
            <p>{t('people.delete-what')}</p>
            <div className="dialog-actions">
              <button type="button" className="button" onClick={() => setAsking(false)}>
                {t('action.cancel')}
              </button>
              <button
                type="button"
                className="button danger"
                disabled={remove.isPending}
                onClick={() => {
                  setAsking(false);
                  remove.mutate();
                }}
              >
                {t('people.delete')}
              </button>
            </div>
          </div>
        </Dialog>
      )}
    </li>
  );
}
