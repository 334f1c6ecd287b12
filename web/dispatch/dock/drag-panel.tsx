import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { CostChange, hasNoRoad } from '../desk/cost-change.tsx';
import type { PriceWords } from './price-words.ts';
import type { Drag } from './use-stop-drag.ts';

/** What is in the hand, what the place below it would cost, and the three best places. */
export function DragPanel({ drag, words }: { drag: Drag; words: PriceWords }) {
  const { t } = useI18n();
  const f = useFormat();
  const { price, place, stops } = drag;
  return (
    <div className="drag-panel">
      <strong>
        {stops.length === 1 ? words.labelOf(stops[0]!) : t('run.stops', { count: stops.length })}
      </strong>
      <span className="drag-price">
        {place === null && <span className="soft">{t('dock.no-place')}</span>}
        {place !== null && !price && <span className="soft">{t('dock.stays')}</span>}
        {place !== null && price && (
          <>
            <span>{words.place(place)}</span>
            <CostChange change={price.costChange} isUnreachable={hasNoRoad(price.newViolations)} />
            <span>{f.change(price.metresChange, f.distance)}</span>
            {price.finish !== null && <span>{t('dock.back-at', { time: words.timeOf(price.finish) })}</span>}
            {price.newViolations.map((violation) => (
              <span
                className="badge wrong"
                key={`${violation.kind} ${violation.unit} ${violation.stop} ${violation.run}`}
              >
                <Icon name="warning" />
                {words.broken(violation)}
              </span>
            ))}
          </>
        )}
      </span>
      <ol className="best-places" aria-label={t('dock.best')}>
        {drag.best.map((each, index) => (
          <li key={each.to.run}>
            <kbd>{index + 1}</kbd>
            <span>{words.place(each.to)}</span>
            <CostChange change={each.costChange} />
            {each.newViolations.length > 0 && (
              <span className="best-broken">
                <Icon name="warning" />
                <span>{t('run.violations', { count: each.newViolations.length })}</span>
              </span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Room for the words that follow the pointer. */
const ghostPx = 280;

/** Follows the pointer; the words are in the panel. */
export function DragGhost({ drag, words }: { drag: Drag; words: PriceWords }) {
  const { t } = useI18n();
  const f = useFormat();
  if (!drag.at) return null;
  const { price } = drag;
  const { x, y, isTouch } = drag.at;
  // Beside the pointer, above a finger, and never out of the window.
  const across = x > innerWidth - ghostPx ? `calc(${x - 14}px - 100%)` : `${x + 14}px`;
  return (
    <div
      className="drag-ghost"
      aria-hidden="true"
      style={{ transform: `translate(${across}, ${y + (isTouch ? -64 : 10)}px)` }}
    >
      <span>
        {drag.stops.length === 1
          ? words.labelOf(drag.stops[0]!)
          : t('run.stops', { count: drag.stops.length })}
      </span>
      {price && !hasNoRoad(price.newViolations) && <strong>{f.change(price.costChange, f.money)}</strong>}
      {price && price.newViolations.length > 0 && (
        <span className="ghost-broken">
          <Icon name="warning" />
          {price.newViolations.length}
        </span>
      )}
    </div>
  );
}
