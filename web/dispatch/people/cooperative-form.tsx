import { useState } from 'react';
import type { Cooperative, CooperativeDraft } from '#server/contract/cooperative.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import { shareBasis } from '#server/contract/money.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { localeNames } from '#web/shared/i18n/locales.ts';
import { SelectField } from '#web/shared/ui/field.tsx';
import { ContactFields } from '../fleet/contact-fields.tsx';
import { FormDialog } from '../fleet/form-dialog.tsx';
import { useFormSave } from '../fleet/use-form-save.ts';
import { useHubContext } from '../hub-context.ts';

interface CooperativeFormProps {
  /** Null to add one. */
  readonly cooperative: Cooperative | null;
  readonly onClose: () => void;
}

export function CooperativeForm({ cooperative, onClose }: CooperativeFormProps) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const [start] = useState<CooperativeDraft>(() => ({
    name: cooperative?.name ?? '',
    phone: cooperative?.phone ?? '',
    locale: cooperative?.locale ?? null,
    divides_by: cooperative?.divides_by ?? null,
  }));
  const [draft, setDraft] = useState(start);
  const set = (part: Partial<CooperativeDraft>): void => setDraft({ ...draft, ...part });
  const { save, problemOf } = useFormSave(
    keys.people(hub.id),
    () =>
      cooperative
        ? call(endpoints.updateCooperative, {
            params: { hub: hub.id, cooperative: cooperative.id },
            body: draft,
          })
        : call(endpoints.addCooperative, { params: { hub: hub.id }, body: draft }),
    onClose,
  );
  return (
    <FormDialog
      title={cooperative ? t('form.edit-of', { name: cooperative.name }) : t('people.add-cooperative')}
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
          value={draft.locale ?? ''}
          onChange={({ target }) =>
            // Its options are the languages, and none.
            set({ locale: (target.value || null) as CooperativeDraft['locale'] })
          }
        >
          <option value="">{t('people.language-none')}</option>
          {Object.entries(localeNames).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('people.divides')}
          hint={t('people.divides-hint')}
          value={draft.divides_by ?? ''}
          onChange={({ target }) =>
            set({ divides_by: target.value === '' ? null : shareBasis.parse(target.value) })
          }
        >
          <option value="">{t('people.divides-hub')}</option>
          {shareBasis.options.map((each) => (
            <option key={each} value={each}>
              {t(`money.basis-${each}`)}
            </option>
          ))}
        </SelectField>
      </div>
    </FormDialog>
  );
}
