import { useMemo } from 'react';
import type { MovePrice } from '#server/domain/desk/price-move.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';
import type { MessageKey } from '#web/shared/i18n/catalog.ts';
import { hasNoRoad } from '../desk/cost-change.tsx';
import type { Desk } from '../desk/use-desk.ts';
import type { DropPlace } from './drop-places.ts';
import type { DropPrice } from './use-stop-drag.ts';

type Violation = MovePrice['newViolations'][number];

/** Rules that a day at the desk has. */
const saidKinds = [
  'capacity',
  'time_window',
  'shift',
  'receiving',
  'dock',
  'latest_at_hub',
  'break_window',
  'most_trips',
  'most_stops',
  'most_metres',
  'most_seconds_out',
  'access',
  'unreachable',
  'vehicle_out',
  'cancelled',
] as const;

/** Prices, places and broken rules in the words of the page. */
export function usePriceWords(desk: Desk) {
  const { t } = useI18n();
  const f = useFormat();
  const { wire, shown } = desk;
  return useMemo(() => {
    const labels = new Map(wire.stops.map(({ stop, label }) => [stop, label]));
    const origin = Date.parse(wire.origin);
    const timeOf = (seconds: number) => {
      const instant = new Date(origin + seconds * 1_000).toISOString();
      return f.dayOf(instant) > f.dayOf(wire.origin) ? `${f.time(instant)} +1` : f.time(instant);
    };
    const amountOf = ({ amount, unit }: Pick<Violation, 'amount' | 'unit'>): string | null => {
      if (unit === 'seconds') return f.duration(amount);
      if (unit === 'metres') return f.distance(amount);
      if (unit === 'kg') return f.kg(amount);
      return unit === 'visits' ? null : `${f.number(amount)} ${t(`load.${unit}`)}`;
    };
    const broken = (violation: Pick<Violation, 'kind' | 'amount' | 'unit' | 'stop'>): string => {
      const kind = saidKinds.find((each) => each === violation.kind);
      const key: MessageKey = kind ? `violation.${kind}` : 'violation.other';
      const stop = violation.stop === null ? null : (labels.get(violation.stop) ?? null);
      return [t(key), amountOf(violation), stop].filter(Boolean).join(' · ');
    };
    const place = (to: DropPlace): string => {
      if (to === 'out') return t('dock.in-no-run');
      if ('vehicle' in to) return t('dock.in-new-run', { vehicle: to.vehicle });
      const trips = shown.arrangement.runs.find(({ run }) => run === to.run)?.trips ?? [];
      const before = trips.slice(0, to.trip).reduce((sum, trip) => sum + trip.length, 0);
      return t('dock.in-run', { run: to.run, position: before + to.position + 1 });
    };
    return {
      timeOf,
      labelOf: (stop: string) => labels.get(stop) ?? stop,
      broken,
      place,
      /** All of a price in one sentence, for ears. */
      spoken: (price: DropPrice): string =>
        [
          hasNoRoad(price.newViolations) ? t('price.unknown') : f.change(price.costChange, f.money),
          f.wayChange(price.metresChange),
          price.finish === null ? null : t('dock.back-at', { time: timeOf(price.finish) }),
          ...price.newViolations.map(broken),
        ]
          .filter(Boolean)
          .join(', '),
    };
  }, [wire, shown, t, f]);
}

export type PriceWords = ReturnType<typeof usePriceWords>;
