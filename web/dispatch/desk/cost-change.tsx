import type { MovePrice, MovePricer } from '#server/domain/desk/price-move.ts';
import { useFormat, useI18n } from '#web/shared/i18n/i18n.tsx';

interface CostChangeProps {
  /** Minor units. */
  readonly change: number;
  /** A place that no road leads to: what it would cost cannot be said. */
  readonly isUnreachable?: boolean;
}

/** A change of cost with its sign: dearer and cheaper look different. */
export function CostChange({ change, isUnreachable = false }: CostChangeProps) {
  const { t } = useI18n();
  const f = useFormat();
  if (isUnreachable) return <span>{t('price.unknown')}</span>;
  return <strong className={`number ${toneOf(change)}`}>{f.change(change, f.money)}</strong>;
}

/** The look of a figure that grew, fell or stayed, where less is better. */
export function toneOf(change: number): string {
  if (change === 0) return '';
  return change > 0 ? 'dearer' : 'cheaper';
}

const shownPlaces = 3;

/** The best places for stops that a road leads to, at most three, best first. */
export function bestReachable(pricer: Pick<MovePricer, 'bestPlaces'>, stops: readonly string[]): MovePrice[] {
  for (let count = shownPlaces; ; count *= 2) {
    const places = pricer.bestPlaces(stops, { count });
    const reachable = places.filter(({ newViolations }) => !hasNoRoad(newViolations));
    if (reachable.length >= shownPlaces || places.length < count) return reachable.slice(0, shownPlaces);
  }
}

/** Legs that do not exist count as nothing: a price with one of them says nothing. */
export function hasNoRoad(violations: readonly { readonly kind: string }[]): boolean {
  return violations.some(({ kind }) => kind === 'unreachable');
}
