import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { VehicleClass } from '#server/contract/basics.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import { call } from '#web/shared/api/client.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { ClassField } from '../fleet/class-field.tsx';
import { useWeekdayNames } from '../fleet/weekday-names.ts';
import { useHubContext } from '../hub-context.ts';
import { coordinatesIn, PlaceField, type ChosenPlace } from '../lists/place-field.tsx';
import { ProductField } from '../lists/product-field.tsx';

interface StandingFormProps {
  readonly date: string;
  readonly onDone: () => Promise<void>;
  readonly onCancel: () => void;
}

const empty = {
  place: { text: '', hit: null } as ChosenPlace,
  product: '',
  kg: '',
  from: '',
  until: '',
  largest: 'heavy' as VehicleClass,
  cooperative: '',
  weekdays: [] as readonly number[],
  endsOn: '',
};

/** A new pickup that comes again. */
export function StandingForm({ date, onDone, onCancel }: StandingFormProps) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const names = useWeekdayNames();
  const listId = useId();
  const cooperatives = useQuery(queries.cooperatives(hub.id));
  const [draft, setDraft] = useState({ ...empty, startsOn: date });
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const point = draft.place.hit ?? coordinatesIn(draft.place.text);
  const add = useMutation({
    mutationFn: (at: { lat: number; lon: number }) =>
      call(endpoints.addStandingPickup, {
        params: { hub: hub.id },
        body: {
          place: draft.place.text.trim(),
          lat: at.lat,
          lon: at.lon,
          product: draft.product,
          kg: Number(draft.kg),
          ready_from: draft.from || null,
          ready_until: draft.until || null,
          largest_vehicle: draft.largest,
          cooperative: draft.cooperative.trim() || null,
          weekdays: [...draft.weekdays],
          starts_on: draft.startsOn,
          ends_on: draft.endsOn || null,
        },
      }),
    onSuccess: onDone,
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (point) add.mutate(point);
  };
  return (
    <form className="stack" onSubmit={onSubmit}>
      {add.error && <ProblemPanel error={add.error} />}
      <PlaceField
        label={t('request.place')}
        error={draft.place.text !== '' && point === null ? t('standing.choose-place') : null}
        value={draft.place}
        onChange={(place) => set({ place })}
      />
      <fieldset className="fieldset-plain">
        <legend className="legend">{t('standing.weekdays')}</legend>
        <div className="row-wrap">
          {names.map((name, day) => (
            <label key={name} className="check">
              <input
                type="checkbox"
                checked={draft.weekdays.includes(day)}
                onChange={({ target }) =>
                  set({
                    weekdays: target.checked
                      ? [...draft.weekdays, day].toSorted()
                      : draft.weekdays.filter((each) => each !== day),
                  })
                }
              />
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="form-grid">
        <InputField
          label={t('request.kg')}
          type="number"
          inputMode="decimal"
          min="0.1"
          step="any"
          required
          value={draft.kg}
          onChange={({ target }) => set({ kg: target.value })}
        />
        <ProductField value={draft.product} onChange={(product) => set({ product })} />
        <InputField
          label={t('request.from')}
          type="time"
          value={draft.from}
          onChange={({ target }) => set({ from: target.value })}
        />
        <InputField
          label={t('request.until')}
          type="time"
          value={draft.until}
          onChange={({ target }) => set({ until: target.value })}
        />
        <InputField
          label={t('standing.starts')}
          type="date"
          required
          value={draft.startsOn}
          onChange={({ target }) => set({ startsOn: target.value })}
        />
        <InputField
          label={t('standing.ends')}
          type="date"
          hint={t('standing.ends-hint')}
          min={draft.startsOn}
          value={draft.endsOn}
          onChange={({ target }) => set({ endsOn: target.value })}
        />
        <ClassField
          label={t('request.largest')}
          value={draft.largest}
          onChange={(largest) => set({ largest })}
        />
        <InputField
          label={t('people.cooperative')}
          list={listId}
          maxLength={100}
          value={draft.cooperative}
          onChange={({ target }) => set({ cooperative: target.value })}
        />
        <datalist id={listId}>
          {cooperatives.data?.map(({ id, name }) => (
            <option key={id}>{name}</option>
          ))}
        </datalist>
      </div>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onCancel}>
          {t('action.cancel')}
        </button>
        <button
          type="submit"
          className="button primary"
          disabled={add.isPending || point === null || draft.weekdays.length === 0}
        >
          {t('standing.add')}
        </button>
      </div>
    </form>
  );
}
