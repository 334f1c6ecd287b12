import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField } from '#web/shared/ui/field.tsx';

interface Contact {
  readonly name: string;
  readonly phone: string;
}

interface ContactFieldsProps {
  readonly contact: Contact;
  readonly problemOf: (path: keyof Contact) => string | null;
  readonly onChange: (part: Partial<Contact>) => void;
}

/** What somebody is called, and the number to call. */
export function ContactFields({ contact, problemOf, onChange }: ContactFieldsProps) {
  const { t } = useI18n();
  return (
    <>
      <InputField
        label={t('person.name')}
        required
        maxLength={100}
        error={problemOf('name')}
        value={contact.name}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <InputField
        label={t('driver.phone')}
        type="tel"
        maxLength={40}
        error={problemOf('phone')}
        value={contact.phone}
        onChange={({ target }) => onChange({ phone: target.value })}
      />
    </>
  );
}
