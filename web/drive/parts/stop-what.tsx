import type { ItemState, StopState } from '#server/domain/drive/run-state.ts';
import { useFormat, useWords } from '../i18n.tsx';
import type { RunView } from '../phone/run-log.ts';

/** What is to be fetched or handed over at a stop, and whom to call. */
export function StopWhat({ view, stop }: { view: RunView; stop: StopState }) {
  const { t } = useWords();
  return (
    <ul className="what">
      {stop.items.map((item) => (
        <li key={`${item.request} ${item.visit}`}>
          <ItemWords view={view} item={item} />
        </li>
      ))}
      {stop.isTakenOut && <li className="drive-note look">{t('stop.taken-out')}</li>}
    </ul>
  );
}

export function ItemWords({ view, item }: { view: RunView; item: ItemState }) {
  const { t } = useWords();
  const f = useFormat();
  const { booked } = item;
  const frozen = [view.wire.latest, ...view.wire.earlier]
    .flatMap((version) => version.frozen?.requests ?? [])
    .find(({ id }) => id === item.request);
  return (
    <>
      <strong>
        {item.kind === 'delivery' ? `${t('item.delivery')} · ` : ''}
        {item.product || t('item.goods')}
      </strong>
      <span className="large">
        {item.kind === 'delivery'
          ? t('item.parcels', { count: booked.parcels })
          : t('item.amount', { kg: f.kg(booked.kg), crates: booked.crates })}
      </span>
      {item.bookedThen !== null && (
        <span className="look-text">{t('item.booked-then', { kg: f.kg(item.bookedThen.kg) })}</span>
      )}
      {frozen && (
        <span className="soft">{[frozen.reference, frozen.cooperative].filter(Boolean).join(' · ')}</span>
      )}
    </>
  );
}
