import { type Load, noLoad } from '#server/domain/load.ts';
import type { RunChanges } from '#server/domain/publish/run-changes.ts';
import { useFormat, useWords, type MessageKey, type Words } from '../i18n.tsx';
import type { DayTools } from '../pages/day.tsx';
import type { Formatters } from '#web/shared/i18n/format.ts';

/** What a driver must know whatever page he is on. */
export function Banners({ tools: { view, note } }: { tools: DayTools }) {
  const { t } = useWords();
  const f = useFormat();
  const isGone = view.run.trips.length === 0;
  return (
    <aside className="banners" aria-label={t('banner.news')}>
      {view.unkept > 0 && (
        <p className="drive-note wrong" role="alert">
          {t('banner.full', { count: view.unkept })}
        </p>
      )}
      {!('serviceWorker' in navigator) && <p className="drive-note look">{t('banner.no-worker')}</p>}
      {(view.phone === 'replaced' || view.refusal === 'PHONE_UNKNOWN') && (
        <p className="drive-note wrong" role="alert">
          {t('banner.replaced')}
        </p>
      )}
      {view.refusal === 'LINK_EXPIRED' && <p className="drive-note look">{t('problem.LINK_EXPIRED')}</p>}
      <NoRoom view={view} />
      {view.changes !== null && (
        <section className="drive-note look stack" aria-label={t('banner.changed')}>
          <strong>{isGone ? t('banner.withdrawn') : t('banner.changed')}</strong>
          {!isGone && (
            <ul className="plain-list">
              {changeWords(view.changes, t, f).map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          )}
          <button type="button" className="button big" onClick={() => void note({ kind: 'seen' })}>
            {t('banner.seen')}
          </button>
        </section>
      )}
    </aside>
  );
}

/** Since more was taken than was booked: which stops no longer fit, and who decides. */
function NoRoom({ view: { state, signal, pending } }: Pick<DayTools, 'view'>) {
  const { t } = useWords();
  const f = useFormat();
  const short = state.stops.filter(
    ({ lacks, trip, status }) => lacks !== null && trip === state.trip && status !== 'done',
  );
  if (state.stage !== 'out' || short.length === 0) return null;
  const places = short.map(({ place, lacks }) => `${place} (${loadWords(lacks ?? noLoad, t, f)})`).join(', ');
  const isAtDesk = signal === 'there' && pending.events === 0;
  return (
    <p className="drive-note wrong">
      {t('banner.no-room', { places })} {t(isAtDesk ? 'banner.no-room-desk' : 'banner.no-room-alone')}
    </p>
  );
}

function loadWords({ kg, crates, parcels }: Load, t: Words['t'], f: Formatters): string {
  if (kg > 0) return f.kg(kg);
  return crates > 0 ? t('item.crate-count', { count: crates }) : t('item.parcels', { count: parcels });
}

function changeWords(changes: RunChanges, t: Words['t'], f: Formatters): string[] {
  const places = (key: MessageKey, of: readonly string[]) =>
    of.length > 0 ? [t(key, { count: of.length, places: of.join(', ') })] : [];
  const { vehicle, added, removed, moved, start, arrival } = changes;
  return [
    ...(vehicle ? [t('change.vehicle', { to: vehicle.to })] : []),
    ...places('change.added', added),
    ...places('change.removed', removed),
    ...places('change.moved', moved),
    ...(start === 0
      ? []
      : [t(start > 0 ? 'change.later' : 'change.earlier', { time: f.duration(Math.abs(start)) })]),
    ...(arrival === 0 || arrival === start
      ? []
      : [
          t(arrival > 0 ? 'change.arrival-later' : 'change.arrival-earlier', {
            time: f.duration(Math.abs(arrival)),
          }),
        ]),
  ];
}
