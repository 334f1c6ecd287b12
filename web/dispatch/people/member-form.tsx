import { useState } from 'react';
import { memberRole, type Cooperative, type Member, type MemberDraft } from '#server/contract/cooperative.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { localeNames } from '#web/shared/i18n/locales.ts';
import { SelectField } from '#web/shared/ui/field.tsx';
import { ContactFields } from '../fleet/contact-fields.tsx';
import { FormDialog } from '../fleet/form-dialog.tsx';
import { useFormSave } from '../fleet/use-form-save.ts';
import { useHubContext } from '../hub-context.ts';
import { CooperativeField } from './cooperative-field.tsx';

interface MemberFormProps {
  /** Null to add one. */
  readonly member: Member | null;
  /** Of which she is. */
  readonly cooperative: string;
  readonly cooperatives: readonly Cooperative[];
  readonly onClose: () => void;
}

export function MemberForm({ member, cooperative, cooperatives, onClose }: MemberFormProps) {
  const { t, locale } = useI18n();
  const { hub } = useHubContext();
  const [start] = useState<MemberDraft>(() => ({
    cooperative,
    name: member?.name ?? '',
    phone: member?.phone ?? '',
    locale: member?.locale ?? cooperatives.find(({ id }) => id === cooperative)?.locale ?? locale,
    role: member?.role ?? 'grower',
  }));
  const [draft, setDraft] = useState(start);
  const set = (part: Partial<MemberDraft>): void => setDraft({ ...draft, ...part });
  const { save, problemOf } = useFormSave(
    keys.people(hub.id),
    () =>
      member
        ? call(endpoints.updateMember, { params: { hub: hub.id, member: member.id }, body: draft })
        : call(endpoints.addMember, { params: { hub: hub.id }, body: draft }),
    onClose,
  );
  return (
    <FormDialog
      title={member ? t('form.edit-of', { name: member.name }) : t('people.add-member')}
      isDirty={JSON.stringify(draft) !== JSON.stringify(start)}
      isSaving={save.isPending}
      error={save.error}
      onSave={() => save.mutate()}
      onClose={onClose}
    >
      <div className="form-grid">
        <ContactFields contact={draft} problemOf={problemOf} onChange={set} />
        <SelectField
          label={t('people.language')}
          value={draft.locale}
          // Its options are the languages.
          onChange={({ target }) => set({ locale: target.value as MemberDraft['locale'] })}
        >
          {Object.entries(localeNames).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('person.role')}
          hint={t(`people.sees-${draft.role}`)}
          value={draft.role}
          // Its options are the roles.
          onChange={({ target }) => set({ role: target.value as MemberDraft['role'] })}
        >
          {memberRole.options.map((role) => (
            <option key={role} value={role}>
              {t(`people.${role}`)}
            </option>
          ))}
        </SelectField>
        <CooperativeField
          cooperatives={cooperatives}
          value={draft.cooperative}
          onChange={(id) => set({ cooperative: id })}
        />
      </div>
    </FormDialog>
  );
}
