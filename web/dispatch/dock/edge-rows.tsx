import { memo } from 'react';
import type { Request } from '#server/contract/request.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import type { Desk } from '../desk/use-desk.ts';
import type { PriceWords } from './price-words.ts';
import { StopChip } from './stop-chip.tsx';
import type { Drag } from './use-stop-drag.ts';

interface LooseRowProps {
  readonly desk: Desk;
  readonly loose: readonly string[];
  /** Requests in no run that have no stop: they can be looked at here, and not moved. */
  readonly stopless: readonly Request[];
  /** Requests in no run, of which a stop may serve several. */
  readonly count: number;
  readonly selected: readonly string[];
  readonly selectedRequest: string | null;
  readonly held: ReadonlySet<string>;
  readonly isTarget: boolean;
  readonly focus: string | null;
}

/** What is in no run: stops can be taken from here, and put here. */
export const LooseRow = memo(function LooseRow(props: LooseRowProps) {
  const { desk, loose, stopless, count, selected, selectedRequest, held, isTarget, focus } = props;
  const { t } = useI18n();
  const f = useFormat();
  const stops = new Map(desk.wire.stops.map((stop) => [stop.stop, stop]));
  return (
    <li className="board-row loose-stops">
      <div className="row-head">
        <span className="row-name">
          <Icon name={count > 0 ? 'warning' : 'list'} />
          <span className="grow">{t('runs.loose', { count })}</span>
        </span>
      </div>
      <ol className={isTarget ? 'chips is-target' : 'chips'} data-drop="out" aria-label={t('dock.in-no-run')}>
        {count === 0 && <li className="soft small">{t('dock.none-loose')}</li>}
        {loose.map((id) => {
          const stop = stops.get(id);
          const kg = (stop?.pickup[0] ?? 0) + (stop?.delivery[0] ?? 0);
          const place = stop?.label ?? id;
          return (
            <StopChip
              key={id}
              stop={id}
              trip={0}
              number={null}
              place={place}
              said={f.kg(kg)}
              isSelected={selected.includes(id)}
              isHeld={held.has(id)}
              isWrong={false}
              isMoved={false}
              isPinned={false}
              isFocus={focus === id}
            />
          );
        })}
        {stopless.map(({ id, place, kg }) => (
          <li key={id}>
            <button
              type="button"
              className="chip is-loose is-stopless"
              data-request={id}
              title={t('dock.no-stop')}
              aria-pressed={selectedRequest === id}
              tabIndex={focus === id ? 0 : -1}
            >
              <Icon name="warning" />
              <span>{place}</span>
              <span className="visually-hidden">
                {f.kg(kg)}, {t('dock.no-stop')}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </li>
  );
});

/** Vehicles that are not to be used on the day; each is taken back with one press. */
export function BarredRow({ desk, canEdit }: { readonly desk: Desk; readonly canEdit: boolean }) {
  const { t } = useI18n();
  const { barred } = desk.shown.arrangement;
  if (barred.length === 0) return null;
  return (
    <li className="board-row">
      <div className="row-head">
        <span className="row-name">
          <Icon name="lock" />
          <span className="grow">{t('dock.barred')}</span>
        </span>
      </div>
      <ul className="chips">
        {barred.map((vehicle) => (
          <li key={vehicle}>
            <button
              type="button"
              className="button quiet"
              disabled={!canEdit}
              onClick={() => desk.edit({ type: 'admit_vehicle', vehicle })}
            >
              {t('dock.admit', { vehicle })}
            </button>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Vehicles in use that stay at home, since nobody is there to drive them. */
export function DriverlessRow({ desk }: { readonly desk: Desk }) {
  const { t } = useI18n();
  const used = new Set(desk.shown.arrangement.runs.map(({ vehicle }) => vehicle));
  const left = desk.wire.vehicles.filter(({ vehicle, out }) => out === 'no_driver' && !used.has(vehicle));
  if (left.length === 0) return null;
  return (
    <li className="board-row">
      <div className="row-head">
        <span className="row-name">
          <Icon name="account" />
          <span className="grow">{t('vehicle.no-driver')}</span>
        </span>
      </div>
      <div className="chips">
        <span className="soft">{left.map(({ vehicle }) => vehicle).join(', ')}</span>
      </div>
    </li>
  );
}

/** While stops are in the hand: a run of their own, with the idle vehicle that serves them best. */
export function NewRunRow({ drag, words }: { drag: Drag | null; words: PriceWords }) {
  const { t } = useI18n();
  if (!drag?.fresh) return null;
  const { place, fresh } = drag;
  const isTarget = place !== null && place !== 'out' && 'vehicle' in place;
  return (
    <li className="board-row">
      <div className="row-head">
        <span className="row-name">
          <Icon name="add" />
          <span className="grow">{t('dock.new-run')}</span>
        </span>
      </div>
      <div className={isTarget ? 'chips is-target' : 'chips'} data-drop="new">
        <span className="soft">{words.place(fresh)}</span>
      </div>
    </li>
  );
}
