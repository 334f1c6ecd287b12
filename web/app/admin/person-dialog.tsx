import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { role as roleSchema, locale as localeSchema } from '#server/contract/basics.ts';
import type { Locale, Role } from '#server/contract/basics.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import type { User } from '#server/contract/people.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { localeNames, locales } from '#web/shared/i18n/locales.ts';
import { useSession } from '#web/shared/session/use-session.ts';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { InputField, SelectField } from '#web/shared/ui/field.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';

interface RoleLine {
  readonly key: number;
  readonly role: Role;
  readonly hub: string | null;
}

interface PersonDialogProps {
  /** Null to add somebody. */
  readonly user: User | null;
  readonly onClose: () => void;
  readonly onLink: (name: string, link: string) => void;
}

/** Adds a person, or changes name, language and roles. */
export function PersonDialog({ user, onClose, onLink }: PersonDialogProps) {
  const { t, locale: pageLocale } = useI18n();
  const client = useQueryClient();
  const hubs = useSession()?.hubs ?? [];
  const [name, setName] = useState(user?.name ?? '');
  const [email, setEmail] = useState(user?.email ?? '');
  const [locale, setLocale] = useState<Locale>(user?.locale ?? pageLocale);
  const [lines, setLines] = useState<readonly RoleLine[]>(
    user?.roles.map((held, key) => ({ key, ...held })) ?? [
      { key: 0, role: hubs[0] ? 'dispatcher' : 'administrator', hub: hubs[0]?.id ?? null },
    ],
  );
  const save = useMutation({
    mutationFn: async () => {
      const roles = lines.map(({ role, hub }) => ({ role, hub: role === 'administrator' ? null : hub }));
      if (user) {
        await call(endpoints.updateUser, { params: { user: user.id }, body: { name, locale, roles } });
        return null;
      }
      return call(endpoints.addUser, { body: { name, email: email.trim(), locale, roles } });
    },
    onSuccess: async (added) => {
      await client.invalidateQueries({ queryKey: keys.users });
      if (added) onLink(added.user.name, added.link);
      else onClose();
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog title={user ? t('person.edit-title') : t('person.add')} onClose={onClose}>
      <form className="stack" onSubmit={onSubmit}>
        {save.error && <ProblemPanel error={save.error} />}
        <InputField
          label={t('person.name')}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <InputField
          label={t('person.email')}
          type="email"
          required
          disabled={user !== null}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <SelectField
          label={t('language.label')}
          value={locale}
          onChange={(event) => setLocale(localeSchema.parse(event.target.value))}
        >
          {locales.map((each) => (
            <option key={each} value={each} lang={each}>
              {localeNames[each]}
            </option>
          ))}
        </SelectField>
        <RoleLines lines={lines} hubs={hubs} onChange={setLines} />
        {!user && <p className="soft">{t('person.link-follows')}</p>}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button type="submit" className="button primary" disabled={save.isPending || lines.length === 0}>
            {user ? t('action.save') : t('person.add')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Drivers and cooperatives need no account: their pages are opened by links. */
function hasAccountPages(role: Role): boolean {
  return role !== 'driver' && role !== 'cooperative';
}

interface RoleLinesProps {
  readonly lines: readonly RoleLine[];
  readonly hubs: readonly { readonly id: string; readonly name: string }[];
  readonly onChange: (lines: readonly RoleLine[]) => void;
}

function RoleLines({ lines, hubs, onChange }: RoleLinesProps) {
  const { t } = useI18n();
  const change = (key: number, part: Partial<RoleLine>): void =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const firstHub = hubs[0]?.id ?? null;
  const freeKey = Math.max(-1, ...lines.map(({ key }) => key)) + 1;
  // Without a hub there is nowhere to hold any other role.
  const roles = firstHub === null ? (['administrator'] as const) : roleSchema.options;
  return (
    <fieldset className="stack">
      <legend className="legend">{t('person.roles')}</legend>
      {lines.map((line) => (
        <div className="role-line" key={line.key}>
          <SelectField
            label={t('person.role')}
            value={line.role}
            onChange={(event) => {
              const role = roleSchema.parse(event.target.value);
              change(line.key, { role, hub: role === 'administrator' ? null : (line.hub ?? firstHub) });
            }}
          >
            {roles
              .filter((role) => hasAccountPages(role) || role === line.role)
              .map((role) => (
                <option key={role} value={role}>
                  {t(`role.${role}`)}
                </option>
              ))}
          </SelectField>
          <SelectField
            label={t('hub.label')}
            disabled={line.role === 'administrator'}
            value={line.hub ?? ''}
            onChange={(event) => change(line.key, { hub: event.target.value })}
          >
            {line.role === 'administrator' && <option value="">{t('role.everywhere')}</option>}
            {hubs.map((hub) => (
              <option key={hub.id} value={hub.id}>
                {hub.name}
              </option>
            ))}
          </SelectField>
          <button
            type="button"
            className="button quiet"
            disabled={lines.length === 1}
            onClick={() => onChange(lines.filter(({ key }) => key !== line.key))}
          >
            {t('person.role-remove')}
          </button>
        </div>
      ))}
      {firstHub !== null && (
        <div>
          <button
            type="button"
            className="button"
            onClick={() => onChange([...lines, { key: freeKey, role: 'dispatcher', hub: firstHub }])}
          >
            <Icon name="add" />
            {t('person.role-add')}
          </button>
        </div>
      )}
    </fieldset>
  );
}
