import { useMemo } from 'react';
import { placesOfStops } from '#server/domain/edits/desk-plan.ts';
import { shareOfMove, shareOfStops } from '#web/shared/desk/share-of-move.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import { Icon } from '#web/shared/ui/icon.tsx';
import { CostChange, hasNoRoad } from '../desk/cost-change.tsx';
import type { Desk } from '../desk/use-desk.ts';
import type { PriceWords } from './price-words.ts';
import type { Drag } from './use-stop-drag.ts';

/** What is in the hand, what the place below it would cost, and the three best places. */
export function DragPanel({ drag, words, desk }: { drag: Drag; words: PriceWords; desk: Desk }) {
  const { t } = useI18n();
  const f = useFormat();
  const { price, place, stops } = drag;
  const way = price && f.wayChange(price.metresChange);
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
            {way && <span>{way}</span>}
            {price.finish !== null && <span>{t('dock.back-at', { time: words.timeOf(price.finish) })}</span>}
            {place !== 'out' && <ShareThere stops={stops} to={place} desk={desk} />}
            {price.newViolations.slice(0, mostSaid).map((violation) => (
              <span
                className="badge wrong"
                key={`${violation.kind} ${violation.unit} ${violation.stop} ${violation.run}`}
              >
                <Icon name="warning" />
                {words.broken(violation)}
              </span>
            ))}
            {price.newViolations.length > mostSaid && (
              <span className="drag-more-broken">
                {t('dock.more-broken', { count: price.newViolations.length - mostSaid })}
              </span>
            )}
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

/** Broken rules that are said in words: more would hide the map. */
const mostSaid = 3;

interface ShareThereProps {
  readonly stops: readonly string[];
  readonly to: Exclude<Drag['place'], 'out' | null>;
  readonly desk: Desk;
}

/** What the stops would bear there, and how much that is more or less than where they are. */
function ShareThere({ stops, to, desk }: ShareThereProps) {
  const { t } = useI18n();
  const f = useFormat();
  const { arrangement, sharesOf } = desk.shown;
  const there = useMemo(
    () => shareOfMove(arrangement, desk.day, stops, to),
    [arrangement, desk.day, stops, to],
  );
  const here = useMemo(() => {
    const places = placesOfStops(arrangement);
    if (stops.some((stop) => !places.has(stop))) return null;
    const runs = new Set(stops.map((stop) => places.get(stop)!.run));
    return [...runs].reduce((sum, run) => sum + shareOfStops(sharesOf(run)!, stops), 0);
  }, [arrangement, sharesOf, stops]);
  const amount = f.money(there);
  return (
    <span>
      {here === null
        ? t('share.there', { amount })
        : t('share.there-change', { amount, change: f.change(there - here, f.money) })}
    </span>
  );
}

/** Follows the pointer; the words are in the panel. */
export function DragGhost({ drag, words }: { drag: Drag; words: PriceWords }) {
  const { t } = useI18n();
  const f = useFormat();
  if (!drag.at) return null;
  const { price } = drag;
  const { x, y, isTouch } = drag.at;
  // Beside the pointer, above a finger, and never out of the window.
  const wanted = isTouch ? `calc(${x}px - 50%)` : `${x + 14}px`;
  const across = `clamp(4px, ${wanted}, calc(100vw - 100% - 4px))`;
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
