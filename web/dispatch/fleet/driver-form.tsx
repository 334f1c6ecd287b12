import { useState } from 'react';
import { vehicleClass } from '#server/contract/basics.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import type { Driver, DriverDraft, FleetVehicle } from '#server/contract/fleet.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField, SelectField } from '#web/shared/ui/field.tsx';
import { useHubContext } from '../hub-context.ts';
import { ContactFields } from './contact-fields.tsx';
import { DaysCalendar } from './days-calendar.tsx';
import { FormDialog } from './form-dialog.tsx';
import { useFormSave } from './use-form-save.ts';
import { usualHours, WeekFields } from './week-fields.tsx';

interface DriverFormProps {
  /** Null to add one. */
  readonly driver: Driver | null;
  readonly vehicles: readonly FleetVehicle[];
  readonly onClose: () => void;
}

const newDriver: DriverDraft = {
  name: '',
  phone: '',
  languages: [],
  classes: ['motorbike', 'light'],
  usual_vehicle: null,
  week: [usualHours, usualHours, usualHours, usualHours, usualHours, usualHours, null],
  days: [],
};

/** Who somebody is, what he may drive, and when he works. */
export function DriverForm({ driver, vehicles, onClose }: DriverFormProps) {
  const { t } = useI18n();
  const { hub, today } = useHubContext();
  const [start] = useState(() => draftOf(driver));
  const [draft, setDraft] = useState(start);
  const [languages, setLanguages] = useState(start.languages.join(', '));
  const set = (part: Partial<DriverDraft>): void => setDraft({ ...draft, ...part });
  const { save, problemOf } = useFormSave(
    keys.fleet(hub.id),
    () =>
      driver
        ? call(endpoints.updateDriver, { params: { hub: hub.id, driver: driver.id }, body: draft })
        : call(endpoints.addDriver, { params: { hub: hub.id }, body: draft }),
    onClose,
  );
  return (
    <FormDialog
      title={driver ? t('driver.edit', { name: driver.name }) : t('driver.add')}
      isDirty={JSON.stringify(draft) !== JSON.stringify(start)}
      isSaving={save.isPending}
      error={save.error}
      onSave={() => save.mutate()}
      onClose={onClose}
    >
      <div className="form-grid">
        <ContactFields contact={draft} problemOf={problemOf} onChange={set} />
        <InputField
          label={t('driver.languages')}
          hint={t('driver.languages-hint')}
          error={problemOf('languages')}
          value={languages}
          onChange={({ target }) => {
            setLanguages(target.value);
            set({ languages: wordsOf(target.value) });
          }}
        />
        <SelectField
          label={t('driver.vehicle')}
          hint={t('driver.vehicle-hint')}
          value={draft.usual_vehicle ?? ''}
          onChange={({ target }) => set({ usual_vehicle: target.value || null })}
        >
          <option value="">{t('driver.no-vehicle')}</option>
          {vehicles.map(({ id, name, type }) => (
            <option key={id} value={id}>
              {name} · {type}
            </option>
          ))}
        </SelectField>
      </div>
      <fieldset className="row-wrap">
        <legend className="legend">{t('driver.classes')}</legend>
        {vehicleClass.options.map((each) => (
          <label key={each} className="check">
            <input
              type="checkbox"
              checked={draft.classes.includes(each)}
              onChange={({ target }) =>
                set({
                  classes: vehicleClass.options.filter((other) =>
                    other === each ? target.checked : draft.classes.includes(other),
                  ),
                })
              }
            />
            {t(`class.${each}`)}
          </label>
        ))}
      </fieldset>
      <div className="form-columns">
        <WeekFields week={draft.week} onChange={(week) => set({ week: [...week] })} />
        <DaysCalendar week={draft.week} days={draft.days} today={today} onChange={(days) => set({ days })} />
      </div>
    </FormDialog>
  );
}

function draftOf(driver: Driver | null): DriverDraft {
  if (!driver) return newDriver;
  const { id: _, ...draft } = driver;
  return draft;
}

const wordsOf = (text: string) =>
  text
    .split(/[,;、，]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
