import type { Problem } from '../model/problem.ts';
import type { Placing } from './placings.ts';
import type { PlanFigures } from './plan-figures.ts';
import { type Change, priceRelaxation } from './price-relaxation.ts';
import type { Relaxation } from './relaxation.ts';

/** A fix before it is tried out: what the run would cost, more or less exactly. */
export interface Candidate {
  readonly change: Change;
  readonly placing: Placing;
  readonly costChange: number;
}

/** How many candidates of each kind are tried out, those that seem best first. */
const triedPerKind = 4;

/** Of each kind the best that holds when it is tried out, in their order. */
export function priceBest(
  plan: PlanFigures,
  candidates: readonly Candidate[],
  stops: readonly number[],
): Relaxation[] {
  const kinds = [...new Set(candidates.map(({ change }) => change.kind))];
  const best = kinds.flatMap((kind) => {
    const ofKind = candidates
      .filter(({ change }) => change.kind === kind)
      .map((candidate) => ({ ...candidate.change, ...candidate }));
    const tried = inOrder(plan.problem, ofKind)
      .slice(0, triedPerKind)
      .flatMap(({ placing, change }) => priceRelaxation(plan, placing, stops, change) ?? []);
    return inOrder(plan.problem, tried).slice(0, 1);
  });
  return inOrder(plan.problem, best);
}

/** Best first. */
export function inOrder<T extends Change & { readonly costChange: number }>(
  problem: Problem,
  fixes: readonly T[],
): T[] {
  return fixes
    .map((fix) => ({ fix, rank: rankOf(problem, fix) }))
    .sort((a, b) => a.rank - b.rank || a.fix.costChange - b.fix.costChange || a.fix.amount - b.fix.amount)
    .map(({ fix }) => fix);
}

function rankOf(problem: Problem, fix: Change): number {
  if (fix.kind === 'insert') return 0;
  if (fix.kind === 'swap') return 3;
  if (fix.unit === 'rules' || fix.unit === 'ranks') return 4;
  const vehicle = problem.vehicles[fix.likeVehicle ?? fix.vehicle]!;
  const modest: Readonly<Partial<Record<Relaxation['unit'], number>>> = {
    seconds: 3600,
    load: (vehicle.capacity[fix.dimension ?? 0] ?? 0) / 10,
    metres: (vehicle.mostMetres ?? 0) / 10,
    stops: 2,
    trips: 1,
    vehicles: 1,
  };
  return fix.amount <= (modest[fix.unit] ?? 0) ? 1 : 2;
}
