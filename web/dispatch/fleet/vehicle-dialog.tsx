import { useState } from 'react';
import { endpoints } from '#server/contract/endpoints.ts';
import type { FleetVehicle, VehicleTerms, VehicleType } from '#server/contract/fleet.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField, SelectField } from '#web/shared/ui/field.tsx';
import { useHubContext } from '../hub-context.ts';
import { coordinatesIn, PlaceField, type ChosenPlace } from '../lists/place-field.tsx';
import { FormDialog } from './form-dialog.tsx';
import { NumberField } from './number-field.tsx';
import { useFormSave } from './use-form-save.ts';

interface VehicleDialogProps {
  /** Null to add one. */
  readonly vehicle: FleetVehicle | null;
  /** At least one. */
  readonly types: readonly VehicleType[];
  readonly onClose: () => void;
}

/** One vehicle: its type, in what it differs from it, and where it starts. */
export function VehicleDialog({ vehicle, types, onClose }: VehicleDialogProps) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const [start] = useState(() => draftOf(vehicle, types));
  const [draft, setDraft] = useState(start);
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const type = types.find(({ id }) => id === draft.type_id);
  const point = draft.place.hit ?? coordinatesIn(draft.place.text);
  const isPlaceUnclear = draft.place.text.trim() !== '' && !point;
  const { save, problemOf } = useFormSave(
    keys.fleet(hub.id),
    () => {
      const body = {
        name: draft.name,
        type_id: draft.type_id,
        own: ownTerms(draft, vehicle?.own ?? {}),
        start: point && { lat: point.lat, lon: point.lon },
        is_available: vehicle?.is_available ?? true,
      };
      return vehicle
        ? call(endpoints.updateVehicle, { params: { hub: hub.id, vehicle: vehicle.id }, body })
        : call(endpoints.addVehicle, { params: { hub: hub.id }, body });
    },
    onClose,
  );
  return (
    <FormDialog
      title={vehicle ? t('vehicle.edit', { name: vehicle.name }) : t('vehicle.add')}
      isDirty={JSON.stringify(draft) !== JSON.stringify(start)}
      isSaving={save.isPending}
      error={save.error}
      onSave={() => !isPlaceUnclear && save.mutate()}
      onClose={onClose}
    >
      <div className="form-grid">
        <InputField
          label={t('vehicle.name')}
          hint={t('vehicle.name-hint')}
          required
          maxLength={64}
          error={problemOf('name')}
          value={draft.name}
          onChange={({ target }) => set({ name: target.value })}
        />
        <SelectField
          label={t('fleet.type')}
          value={draft.type_id}
          onChange={({ target }) => set({ type_id: target.value })}
        >
          {types.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
      <PlaceField
        label={t('vehicle.start')}
        isOptional
        error={isPlaceUnclear ? t('vehicle.start-unclear') : null}
        value={draft.place}
        onChange={(place) => set({ place })}
      />
      <fieldset className="form-grid">
        <legend className="legend">{t('vehicle.own')}</legend>
        <NumberField
          label={t('load.kg')}
          min="1"
          max="100000"
          step="any"
          placeholder={type && String(type.capacity_kg)}
          hint={t('vehicle.as-type')}
          error={problemOf('own.capacity_kg')}
          value={draft.capacity_kg}
          onChange={(value) => set({ capacity_kg: value })}
        />
        <NumberField
          label={t('type.most-trips')}
          min="1"
          max="20"
          placeholder={type && String(type.most_trips ?? 1)}
          hint={t('vehicle.as-type')}
          error={problemOf('own.most_trips')}
          value={draft.most_trips}
          onChange={(value) => set({ most_trips: value })}
        />
        <InputField
          label={t('vehicle.shift-from')}
          type="time"
          hint={type && t('vehicle.type-has', { value: type.shift_start })}
          value={draft.shift_start}
          onChange={({ target }) => set({ shift_start: target.value })}
        />
        <InputField
          label={t('vehicle.shift-until')}
          type="time"
          hint={type && t('vehicle.type-has', { value: type.shift_end })}
          value={draft.shift_end}
          onChange={({ target }) => set({ shift_end: target.value })}
        />
      </fieldset>
    </FormDialog>
  );
}

function draftOf(vehicle: FleetVehicle | null, types: readonly VehicleType[]) {
  const { own = {}, start_lat: lat = null, start_lon: lon = null } = vehicle ?? {};
  const place: ChosenPlace = { text: lat === null || lon === null ? '' : `${lat}, ${lon}`, hit: null };
  return {
    name: vehicle?.name ?? '',
    type_id: vehicle?.type_id ?? types[0]?.id ?? '',
    place,
    capacity_kg: own.capacity_kg ?? null,
    most_trips: own.most_trips ?? null,
    shift_start: own.shift_start ?? '',
    shift_end: own.shift_end ?? '',
  };
}

/** What the form does not show stays as it was. */
function ownTerms(draft: ReturnType<typeof draftOf>, before: Partial<VehicleTerms>): Partial<VehicleTerms> {
  const { capacity_kg: _kg, most_trips: _trips, shift_start: _from, shift_end: _until, ...rest } = before;
  return {
    ...rest,
    ...(draft.capacity_kg !== null && { capacity_kg: draft.capacity_kg }),
    ...(draft.most_trips !== null && { most_trips: draft.most_trips }),
    ...(draft.shift_start !== '' && { shift_start: draft.shift_start }),
    ...(draft.shift_end !== '' && { shift_end: draft.shift_end }),
  };
}
