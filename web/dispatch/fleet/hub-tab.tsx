import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { endpoints } from '#server/contract/endpoints.ts';
import type { HubSettings, Region } from '#server/contract/hub.ts';
import { call } from '#web/shared/api/client.ts';
import { keys, queries } from '#web/shared/api/queries.ts';
import { useI18n } from '#web/shared/i18n/i18n.tsx';
import { InputField } from '#web/shared/ui/field.tsx';
import { ProblemPanel } from '#web/shared/ui/problem-panel.tsx';
import { useToasts } from '#web/shared/ui/toasts.tsx';
import { useHubContext } from '../hub-context.ts';
import { useFieldProblem } from './field-problem.ts';
import { NumberField } from './number-field.tsx';
import { ReceivingFields } from './receiving-fields.tsx';
import { SaveBar } from './save-bar.tsx';
import { useSavedDraft } from './use-saved-draft.ts';

const HubMap = lazy(async () => ({ default: (await import('./hub-map.tsx')).HubMap }));

/** How the hub works. */
export function HubTab() {
  const { t } = useI18n();
  const { hub } = useHubContext();
  const settings = useQuery(queries.settings(hub.id));
  if (settings.error) return <ProblemPanel error={settings.error} onRetry={() => void settings.refetch()} />;
  if (!settings.data) return <div className="loading">{t('state.loading')}</div>;
  return <HubForm saved={settings.data} />;
}

type Needed = 'lat' | 'lon' | 'unloading_minutes' | 'keep_positions_days';
type Draft = Omit<HubSettings, Needed> & {
  readonly [Key in Needed]: number | null;
};

function HubForm({ saved }: { saved: HubSettings }) {
  const { t } = useI18n();
  const { hub, region, canEdit } = useHubContext();
  const client = useQueryClient();
  const { say } = useToasts();
  const { draft, setDraft, isDirty, isOvertaken, reset } = useSavedDraft<Draft>(saved);
  const set = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const save = useMutation({
    mutationFn: () =>
      call(endpoints.saveHubSettings, {
        params: { hub: hub.id },
        body: {
          ...draft,
          // The form asks for them.
          lat: draft.lat ?? 0,
          lon: draft.lon ?? 0,
          unloading_minutes: draft.unloading_minutes ?? 0,
          keep_positions_days: draft.keep_positions_days ?? 0,
        },
      }),
    onSuccess: async () => {
      say(t('settings.saved'));
      await client.invalidateQueries({ queryKey: keys.hub(hub.id) });
    },
  });
  const problemOf = useFieldProblem(save.error);
  const [west, south, east, north] = region.bounds;
  // More digits than a place needs are not shown, and stay where nobody changes it.
  const degrees = (of: 'lat' | 'lon') => (draft[of] === saved[of] ? toMetre(saved[of]) : draft[of]);
  return (
    <form
      className="stack settings-form"
      aria-label={t('hub.label')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.error && <ProblemPanel error={save.error} />}
      <fieldset className="stack fieldset-plain" disabled={!canEdit}>
        <div className="form-grid">
          <InputField
            label={t('hub.name')}
            required
            maxLength={100}
            error={problemOf('name')}
            value={draft.name}
            onChange={({ target }) => set({ name: target.value })}
          />
          <InputField
            label={t('driver.phone')}
            type="tel"
            maxLength={40}
            error={problemOf('phone')}
            value={draft.phone}
            onChange={({ target }) => set({ phone: target.value })}
          />
          <NumberField
            label={t('place.lat')}
            required
            step="any"
            min={south}
            max={north}
            hint={t('place.between', within(south, north))}
            error={problemOf('lat')}
            value={degrees('lat')}
            onChange={(lat) => set({ lat })}
          />
          <NumberField
            label={t('place.lon')}
            required
            step="any"
            min={west}
            max={east}
            hint={t('place.between', within(west, east))}
            error={problemOf('lon')}
            value={degrees('lon')}
            onChange={(lon) => set({ lon })}
          />
        </div>
        <Suspense fallback={null}>
          <HubMap
            at={placeIn(region.bounds, draft)}
            onMove={canEdit ? (lat, lon) => set({ lat: toMetre(lat), lon: toMetre(lon) }) : null}
          />
        </Suspense>
        <ReceivingFields receiving={draft.receiving} onChange={(receiving) => set({ receiving })} />
        <div className="form-grid">
          <NumberField
            label={t('hub.docks')}
            hint={t('hub.docks-hint')}
            min="1"
            max="100"
            error={problemOf('docks')}
            value={draft.docks}
            onChange={(docks) => set({ docks })}
          />
          <NumberField
            label={t('hub.unloading')}
            hint={t('hub.unloading-hint')}
            required
            min="0"
            max="480"
            error={problemOf('unloading_minutes')}
            value={draft.unloading_minutes}
            onChange={(minutes) => set({ unloading_minutes: minutes })}
          />
          <InputField
            label={t('hub.cut-off')}
            hint={t('hub.cut-off-hint')}
            type="time"
            error={problemOf('cut_off')}
            value={draft.cut_off ?? ''}
            onChange={({ target }) => set({ cut_off: target.value || null })}
          />
          <NumberField
            label={t('hub.keep-positions')}
            hint={t('hub.keep-positions-hint')}
            required
            min="0"
            max="3650"
            error={problemOf('keep_positions_days')}
            value={draft.keep_positions_days}
            onChange={(days) => set({ keep_positions_days: days })}
          />
        </div>
      </fieldset>
      {canEdit && (
        <SaveBar isDirty={isDirty} isOvertaken={isOvertaken} isSaving={save.isPending} onReset={reset} />
      )}
    </form>
  );
}

/** Null where it is none of the region. */
function placeIn(
  [west, south, east, north]: Region['bounds'],
  { lat, lon }: Pick<Draft, 'lat' | 'lon'>,
): { lat: number; lon: number } | null {
  if (lat === null || lon === null) return null;
  return lat >= south && lat <= north && lon >= west && lon <= east ? { lat, lon } : null;
}

/** Degrees to about a metre. */
const toMetre = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

/** To a few metres, and not beyond. */
const within = (from: number, to: number) => ({
  from: String(Math.ceil(from * 1e4) / 1e4),
  to: String(Math.floor(to * 1e4) / 1e4),
});
