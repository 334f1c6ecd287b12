import type { FleetVehicle } from '#server/contract/fleet.ts';
import type { Hub } from '#server/contract/hub.ts';
import type { Rates } from '#server/contract/rates.ts';
import { isStanding, type Request } from '#server/contract/request.ts';
import type { WhatIfDraft, WhatIfFigures } from '#server/contract/what-if.ts';
import { figuresOfPlan, scheduleDeskPlan } from '#server/domain/desk/plan-figures.ts';
import { scaleTerms } from '#server/domain/rates/scale-terms.ts';
import type { Store } from '#server/store/port.ts';
import { deskDayOf } from '../desk/desk-day.ts';
import { readDayOnce } from '../desk/read-day-once.ts';
import { readDrivenDay } from '../driven-day.ts';
import { fleetOfDay } from '../fleet-of-day.ts';
import { rulesOf } from '../hubs.ts';
import { reckonDay } from '../money/reckon-day.ts';
import { planDay, type PlanningTools } from '../planning/plan-day.ts';
import { type RateTermsOf, rateTermsOn } from '../rates/rate-terms-of.ts';

export interface WhatIfDaysDeps {
  readonly store: Pick<
    Store,
    | 'hubs'
    | 'requests'
    | 'fleet'
    | 'drivers'
    | 'drive'
    | 'rates'
    | 'plans'
    | 'desks'
    | 'publications'
    | 'money'
  >;
  /** @throws UserError REGION_UNKNOWN */
  readonly toolsOf: (region: string) => PlanningTools;
  readonly snapLimitMetres: number;
  readonly newSeed: () => number;
}

/** A day as it was and as it would be. */
export interface WhatIfDay {
  readonly was: WhatIfFigures;
  readonly would: WhatIfFigures;
}

/** Whether a change needs other runs, not only other prices. */
export const isPlannedAnew = ({ fleet, cut_off: cutOff }: WhatIfDraft): boolean =>
  fleet !== null || cutOff !== null;

/**
 * A day with its real runs at other prices: as noted and weighed where that is known.
 *
 * @throws UserError PLAN_UNKNOWN, NO_VEHICLES, HUB_NOT_ON_ROAD; RoutingError
 */
export async function repricedDay(
  hub: Hub,
  date: string,
  asked: WhatIfDraft,
  deps: WhatIfDaysDeps,
): Promise<WhatIfDay> {
  const { store } = deps;
  const { facts, plan } = await readDayOnce(hub, date, deps);
  const rates = await store.rates.get(hub.id);
  const known = {
    ...(await store.money.getActuals(hub.id, date)),
    driven: await readDrivenDay(store.drive, hub.id, date),
    // Costs alone are looked at, not who bears them.
    baselines: [],
    weighIns: [],
    missedStop: 'request' as const,
  };
  const day = deskDayOf(facts, plan);
  const { unserved } = figuresOfPlan(plan, day, scheduleDeskPlan(plan, day));
  const figures = (rateTermsOf: RateTermsOf): WhatIfFigures => {
    const { runs, lines } = reckonDay(plan, { ...facts, rateTermsOf }, known);
    const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
    return {
      runs: runs.length,
      cost: sum(runs.map(({ cost }) => cost)),
      metres: sum(runs.map(({ planned }) => planned.metres)),
      grams: sum(lines.map(({ carried }) => carried?.grams ?? 0)),
      parcels: sum(lines.map(({ parcels }) => parcels)),
      unserved,
    };
  };
  return { was: figures(facts.rateTermsOf), would: figures(changedTerms(date, rates, asked)) };
}

/**
 * A day planned anew with another fleet or other requests, beside the same day planned anew as it was: for as long and
 * from the same seed, so that the change alone makes the difference, and not the search or what people changed by hand.
 *
 * @param requests of the day as it would be
 * @throws UserError HUB_NOT_ON_ROAD; RoutingError; AbortError after `signal`
 */
export async function replannedDay(
  hub: Hub,
  date: string,
  asked: WhatIfDraft,
  requests: readonly Request[],
  deps: WhatIfDaysDeps,
  signal: AbortSignal,
): Promise<WhatIfDay> {
  const { store } = deps;
  const rates = await store.rates.get(hub.id);
  const rules = await rulesOf(store.hubs, hub.id);
  const fleet = (await fleetOfDay(store, hub.id, date)).filter((vehicle) => vehicle.is_available);
  const seed = deps.newSeed();
  const planned = async (
    all: readonly Request[],
    vehicles: typeof fleet,
    rateTermsOf: RateTermsOf,
  ): Promise<WhatIfFigures> => {
    const wanted = all.filter((request) => isStanding(request) && request.state !== 'draft');
    if (wanted.length === 0 || vehicles.length === 0) return { ...noFigures, unserved: wanted.length };
    const { totals, unassigned } = await planDay(
      {
        hub,
        date,
        requests: wanted,
        vehicles,
        rateTermsOf,
        seconds: asked.seconds,
        seed,
        snapLimitMetres: deps.snapLimitMetres,
        rules,
      },
      deps.toolsOf(hub.region),
      { signal },
    );
    const { runs, cost, metres, kg, parcels } = totals;
    return { runs, cost, metres, grams: Math.round(kg * 1000), parcels, unserved: unassigned.length };
  };
  const real = await store.requests.listByDay(hub.id, date);
  return {
    was: await planned(real, fleet, rateTermsOn(date, rates)),
    would: await planned(requests, changedFleet(fleet, asked.fleet), changedTerms(date, rates, asked)),
  };
}

export const noFigures: WhatIfFigures = { runs: 0, cost: 0, metres: 0, grams: 0, parcels: 0, unserved: 0 };

export function addFigures(a: WhatIfFigures, b: WhatIfFigures): WhatIfFigures {
  return {
    runs: a.runs + b.runs,
    cost: a.cost + b.cost,
    metres: a.metres + b.metres,
    grams: a.grams + b.grams,
    parcels: a.parcels + b.parcels,
    unserved: a.unserved + b.unserved,
  };
}

function changedTerms(date: string, rates: Rates, { fuel, rate }: WhatIfDraft): RateTermsOf {
  const prices = fuel && [
    ...rates.fuel_prices.filter((price) => price.fuel !== fuel.kind),
    { fuel: fuel.kind, valid_from: date, price_per_litre: fuel.price_per_litre },
  ];
  const termsOf = rateTermsOn(date, prices ? { ...rates, fuel_prices: prices } : rates);
  return (vehicle) => {
    const terms = termsOf(vehicle);
    return rate && vehicle.type === rate.vehicle_type ? scaleTerms(terms, rate.part, rate.percent) : terms;
  };
}

function changedFleet<V extends FleetVehicle>(fleet: readonly V[], change: WhatIfDraft['fleet']): V[] {
  if (!change) return [...fleet];
  const more = change.more.flatMap(({ like, count }) => {
    const vehicle = fleet.find(({ name }) => name === like);
    return vehicle
      ? Array.from({ length: count }, (_, index) => ({
          ...vehicle,
          id: `${vehicle.id} +${index + 1}`,
          name: `${vehicle.name} +${index + 1}`,
        }))
      : [];
  });
  return [...fleet.filter(({ name }) => !change.without.includes(name)), ...more];
}
