import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { VehicleClass } from '#server/contract/basics.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import { type QuoteDraft, quoteDraft } from '#server/contract/quote.ts';
import { call } from '#web/shared/api/client.ts';
import { keys } from '#web/shared/api/queries.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { InputField, SelectField } from '#web/shared/ui/field.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { addDays } from '../day.ts';
import { ClassField } from '../fleet/class-field.tsx';
import { useHubContext } from '../hub-context.ts';
import { DraftQuote } from './draft-quote.tsx';
import { coordinatesIn, PlaceField } from './place-field.tsx';
import type { ChosenPlace } from './place-field.tsx';
import { ProductField } from './product-field.tsx';

interface Draft {
  readonly kind: 'pickup' | 'delivery';
  readonly place: ChosenPlace;
  readonly product: string;
  readonly kg: string;
  readonly parcels: string;
  readonly from: string;
  readonly until: string;
  readonly largest: VehicleClass;
}

const emptyDraft: Draft = {
  kind: 'pickup',
  place: { text: '', hit: null },
  product: '',
  kg: '',
  parcels: '',
  from: '',
  until: '',
  largest: 'heavy',
};

/** Books one request; what is left empty the server works out. */
export function AddRequestDialog({ date, onClose }: { date: string; onClose: () => void }) {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const client = useQueryClient();
  const { say } = useToasts();
  const [draft, setDraft] = useState(emptyDraft);
  const set = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const add = useMutation({
    mutationFn: () => call(endpoints.addRequest, { params: { hub: hub.id }, body: bodyOf(draft, date) }),
    onSuccess: async (request) => {
      await client.invalidateQueries({ queryKey: keys.requests(hub.id, date) });
      say(t('request.added', { place: request.place }));
      onClose();
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Dialog title={t('requests.add')} onClose={onClose}>
      <form className="stack" onSubmit={onSubmit}>
        {add.error && <ProblemPanel error={add.error} />}
        <CutOffNotice date={date} />
        <PlaceField label={t('request.place')} value={draft.place} onChange={(place) => set({ place })} />
        <div className="form-grid">
          <InputField
            label={t('request.kg')}
            type="number"
            inputMode="decimal"
            min="0.1"
            step="any"
            required
            value={draft.kg}
            onChange={(event) => set({ kg: event.target.value })}
          />
          <ProductField value={draft.product} onChange={(product) => set({ product })} />
          <InputField
            label={t('request.from')}
            type="time"
            value={draft.from}
            onChange={(event) => set({ from: event.target.value })}
          />
          <InputField
            label={t('request.until')}
            type="time"
            value={draft.until}
            onChange={(event) => set({ until: event.target.value })}
          />
          <ClassField
            label={t('request.largest')}
            value={draft.largest}
            onChange={(largest) => set({ largest })}
          />
          <SelectField
            label={t('request.kind')}
            value={draft.kind}
            onChange={(event) => set({ kind: event.target.value === 'delivery' ? 'delivery' : 'pickup' })}
          >
            <option value="pickup">{t('kind.pickup')}</option>
            <option value="delivery">{t('kind.delivery')}</option>
          </SelectField>
          <InputField
            label={t('request.parcels')}
            type="number"
            inputMode="numeric"
            min="0"
            step="1"
            hint={t('request.parcels-hint')}
            value={draft.parcels}
            onChange={(event) => set({ parcels: event.target.value })}
          />
        </div>
        <DraftQuote draft={quotable(draft, date)} />
        <div className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            {t('action.cancel')}
          </button>
          <button type="submit" className="button primary" disabled={add.isPending}>
            {t('requests.add')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Says that the day's list is closed already. */
function CutOffNotice({ date }: { date: string }) {
  const { t } = useI18n();
  const f = useFormat();
  const { cut_off: cutOff } = useHubContext();
  const [now] = useState(() => new Date().toISOString());
  const dayBefore = addDays(date, -1);
  const isOver =
    f.dayOf(now) > dayBefore || (f.dayOf(now) === dayBefore && f.time(now) >= (cutOff ?? '24:00'));
  if (cutOff === null || !isOver) return null;
  return (
    <div className="notice look">
      <Icon name="info" />
      {t('requests.cut-off', { time: cutOff, day: f.dayShort(dayBefore) })}
    </div>
  );
}

/** From six, as the server books what has no times; null while there is no point or no weight. */
function quotable(draft: Draft, date: string): QuoteDraft | null {
  const point = draft.place.hit ?? coordinatesIn(draft.place.text);
  if (!point) return null;
  const { ready_from: from, ready_until: until, ...body } = bodyOf(draft, date);
  const times = { ready_from: from ?? (until === undefined ? '06:00' : undefined), ready_until: until };
  return quoteDraft.safeParse({ ...body, lat: point.lat, lon: point.lon, ...times }).data ?? null;
}

function bodyOf(draft: Draft, date: string) {
  const { hit, text } = draft.place;
  return {
    date,
    kind: draft.kind,
    place: text.trim(),
    ...(hit ? { lat: hit.lat, lon: hit.lon } : {}),
    product: draft.product.trim(),
    kg: Number(draft.kg),
    ...(draft.parcels === '' ? {} : { parcels: Number(draft.parcels) }),
    ...(draft.from === '' ? {} : { ready_from: draft.from }),
    ...(draft.until === '' ? {} : { ready_until: draft.until }),
    largest_vehicle: draft.largest,
  };
}
