import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { fuelKind } from '#server/contract/rates.ts';
import { ratePart, type WhatIfDraft } from '#server/contract/what-if.ts';
import { queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField, SelectField } from '#web/shared/ui/field.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { MoneyField, NumberField } from '../fleet/number-field.tsx';
import { useHubContext } from '../hub-context.ts';

interface WhatIfFormProps {
  readonly from: string;
  readonly until: string;
  readonly isRunning: boolean;
  readonly onStart: (draft: WhatIfDraft) => void;
}

interface Asked {
  readonly fuel: (typeof fuelKind.options)[number];
  /** Minor units. */
  readonly fuelPrice: number | null;
  readonly type: string;
  readonly part: (typeof ratePart.options)[number];
  readonly percent: number | null;
  readonly without: string;
  readonly like: string;
  readonly count: number | null;
  readonly cutOff: string;
  readonly seconds: number | null;
}

const nothingAsked: Asked = {
  fuel: 'diesel',
  fuelPrice: null,
  type: '',
  part: 'km',
  percent: null,
  without: '',
  like: '',
  count: 1,
  cutOff: '',
  seconds: 1,
};

/** What is to be otherwise; what is left empty stays as it was. */
export function WhatIfForm({ from, until, isRunning, onStart }: WhatIfFormProps) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const [asked, setAsked] = useState(nothingAsked);
  const set = (part: Partial<Asked>): void => setAsked({ ...asked, ...part });
  const types = useQuery(queries.vehicleTypes(hub.id)).data ?? [];
  const vehicles = useQuery(queries.vehicles(hub.id)).data ?? [];
  const draft = { ...draftOf(asked), from, until };
  const isNothing = [draft.fuel, draft.rate, draft.fleet, draft.cut_off].every((change) => change === null);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    onStart(draft);
  };
  return (
    <form className="what-if-form" onSubmit={onSubmit}>
      <fieldset>
        <legend>{t('what-if.prices')}</legend>
        <SelectField
          label={t('fuel.kind')}
          value={asked.fuel}
          onChange={({ target }) => set({ fuel: fuelKind.parse(target.value) })}
        >
          {fuelKind.options.map((kind) => (
            <option key={kind} value={kind}>
              {t(`fuel.${kind}`)}
            </option>
          ))}
        </SelectField>
        <MoneyField
          label={t('fuel.per-litre')}
          value={asked.fuelPrice}
          onChange={(fuelPrice) => set({ fuelPrice })}
        />
        <SelectField
          label={t('what-if.rate-of')}
          value={asked.type}
          onChange={({ target }) => set({ type: target.value })}
        >
          <option value="">{t('what-if.none')}</option>
          {types.map(({ id, name }) => (
            <option key={id}>{name}</option>
          ))}
        </SelectField>
        <SelectField
          label={t('what-if.part')}
          value={asked.part}
          onChange={({ target }) => set({ part: ratePart.parse(target.value) })}
        >
          {ratePart.options.map((part) => (
            <option key={part} value={part}>
              {t(`what-if.part-${part}`)}
            </option>
          ))}
        </SelectField>
        <NumberField
          label={t('what-if.percent')}
          min="-100"
          max="1000"
          step="any"
          value={asked.percent}
          onChange={(percent) => set({ percent })}
        />
      </fieldset>
      <fieldset>
        <legend>{t('what-if.plans')}</legend>
        {(['without', 'like'] as const).map((which) => (
          <SelectField
            key={which}
            label={t(`what-if.${which}`)}
            value={asked[which]}
            onChange={({ target }) => set({ [which]: target.value })}
          >
            <option value="">{t('what-if.none')}</option>
            {vehicles.map(({ id, name }) => (
              <option key={id}>{name}</option>
            ))}
          </SelectField>
        ))}
        <NumberField
          label={t('what-if.count')}
          min="1"
          max="50"
          step="1"
          value={asked.count}
          onChange={(count) => set({ count })}
        />
        <InputField
          label={t('what-if.cut-off')}
          type="time"
          value={asked.cutOff}
          onChange={({ target }) => set({ cutOff: target.value })}
        />
        <NumberField
          label={t('what-if.seconds')}
          min="0.2"
          max="60"
          step="any"
          required
          value={asked.seconds}
          onChange={(seconds) => set({ seconds })}
        />
      </fieldset>
      <button type="submit" className="button primary" disabled={isNothing || isRunning}>
        <Icon name="play" />
        {t('what-if.start')}
      </button>
    </form>
  );
}

function draftOf(asked: Asked): Omit<WhatIfDraft, 'from' | 'until'> {
  const { fuel, fuelPrice, type, part, percent, without, like, count, cutOff, seconds } = asked;
  const isFleetChanged = without !== '' || like !== '';
  return {
    fuel: fuelPrice === null ? null : { kind: fuel, price_per_litre: fuelPrice },
    rate: type === '' || !percent ? null : { vehicle_type: type, part, percent },
    fleet: isFleetChanged
      ? {
          without: without === '' ? [] : [without],
          more: like === '' ? [] : [{ like, count: count ?? 1 }],
        }
      : null,
    cut_off: cutOff === '' ? null : cutOff,
    seconds: seconds ?? 1,
  };
}
