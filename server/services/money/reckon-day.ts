import type { MoneyLine, MoneyRun, RunActual, Weighing } from '#server/contract/money.ts';
import type { WeighedAtHub, WeighIn } from '#server/contract/receiving.ts';
import type { ShareRules, VillageBaseline } from '#server/contract/rates.ts';
import type { DeskDay } from '#server/domain/desk/desk-day.ts';
import { scheduleDeskRun, type ScheduledDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import type { DeskPlan, DeskRun } from '#server/domain/edits/desk-plan.ts';
import { type ActualRun, actualRun } from '#server/domain/rates/actual-run.ts';
import { baselinePrice } from '#server/domain/rates/baseline.ts';
import { standingEntries } from '#server/domain/receiving/standing-weight.ts';
import { gramsOf } from '#server/domain/rates/carriage.ts';
import { haulRun } from '#server/domain/shares/haul-run.ts';
import type { BorneLine } from './bill-lines.ts';
import { moreCounted } from '#server/domain/quotes/most-by-quote.ts';
import { missedToHub } from './missed-to-hub.ts';
import { type RequestShare, shareRun } from '#server/domain/shares/share-run.ts';
import { deskDayOf } from '../desk/desk-day.ts';
import type { DeskFacts } from '../desk/desk-facts.ts';
import { type DrivenDay, drivenProducts, fieldLoad } from '../driven-day.ts';
import { mergeActual, notedByDriver } from './merge-actual.ts';
import { runsOfTakenAlong, withTakenAlong } from './taken-along.ts';
import { weighedDay } from './weighed-day.ts';

/** What is known of a day besides its plan. */
export interface Known {
  readonly runs: readonly RunActual[];
  readonly weighings: readonly Weighing[];
  readonly baselines: readonly VillageBaseline[];
  /** In the order in which they were on the scale. */
  readonly weighIns: readonly (WeighIn & { readonly request: string })[];
  /** Who bears the way to a stop where nothing was collected. */
  readonly missedStop: ShareRules['missed_stop'];
  readonly driven: DrivenDay;
}

/**
 * What each run cost, planned and as far as it is known, and what each request bears of it; with what a driver took along
 * on a run that has left the plan.
 */
export function reckonDay(
  plan: DeskPlan,
  facts: DeskFacts,
  known: Known,
): { readonly runs: MoneyRun[]; readonly lines: BorneLine[] } {
  const day = deskDayOf(facts, plan);
  const left = runsOfTakenAlong(plan, day, known.driven);
  const weighings = allWeighings(known);
  const weighed = weighedDay(day, weighings);
  const shares: ShareOfRun[] = [];
  const kgKmOf = new Map<string, number>();
  const runs = [...plan.runs, ...left].map((planned): MoneyRun => {
    // Nobody had planned what is in a run that has left the plan: its plan is the way that there was to it.
    const run = left.includes(planned) ? planned : withTakenAlong(planned, plan, day, known.driven);
    const scheduled = scheduleDeskRun(planned, day, plan.barred);
    const asDriven = run.trips === planned.trips ? scheduled : scheduleDeskRun(run, day, plan.barred);
    const typed = known.runs.find(({ vehicle }) => vehicle === run.vehicle) ?? null;
    const said = known.driven.runs.get(run.run)?.actual ?? null;
    const driven = said && notedByDriver(run.vehicle, said);
    const noted = mergeActual(typed, driven);
    const isWeighed = partsOf(run, day).some(({ request }) => weighings.has(request));
    const actual = noted || isWeighed ? actualOf(run, { scheduled, asDriven }, noted, weighed, facts) : null;
    const borne = shareRun(run, weighed, actual ?? scheduled);
    const shared = known.missedStop === 'hub' ? missedToHub(borne, weighings) : borne;
    shares.push(...shared.shares.map((share) => ({ run: run.run, share })));
    const haul = haulRun(run, weighed);
    for (const [request, kgKm] of haul.kgKmOf) kgKmOf.set(request, (kgKmOf.get(request) ?? 0) + kgKm);
    return {
      run: run.run,
      vehicle: run.vehicle,
      type: facts.vehicles.get(run.vehicle)?.type ?? '',
      planned: {
        metres: scheduled.schedule.metres,
        seconds: scheduled.schedule.secondsOut,
        cost: scheduled.cost.total,
      },
      actual: noted,
      typed,
      driven,
      cost: (actual ?? scheduled).cost.total,
      causes: actual && { ...actual.causes },
      hub: shared.hub,
      carried: {
        ...carriedBy(shared.shares, haul.kgKmOf),
        capacity_kg_km: Math.round(
          ((facts.vehicles.get(run.vehicle)?.capacity_kg ?? 0) * haul.metres) / 1000,
        ),
        empty_metres: haul.emptyMetres,
        waiting_seconds: scheduled.schedule.waitingSeconds,
      },
      way: wayOf(run, day, facts),
    };
  });
  const baselines = new Map(known.baselines.map((baseline) => [baseline.place, baseline]));
  return { runs, lines: linesOf(shares, kgKmOf, facts, { ...known, weighings, baselines }) };
}

/** As noted at the hub or the desk; else as the drivers say. */
function allWeighings({ weighings, driven }: Known): ReadonlyMap<string, Weighing> {
  return new Map([
    ...[...driven.loads].map(([request, load]) => [request, { request, ...load }] as const),
    ...weighings.map((weighing) => [weighing.request, weighing] as const),
  ]);
}

function weigherOf(
  request: string,
  weighings: ReadonlyMap<string, Weighing>,
  weighIns: Known['weighIns'],
): MoneyLine['weighed_by'] {
  if (!weighings.has(request)) return null;
  const last = weighIns.findLast((entry) => entry.request === request);
  if (!last) return 'driver';
  return last.vehicle === null ? 'desk' : 'hub';
}

interface ShareOfRun {
  readonly run: number;
  readonly share: RequestShare;
}

function carriedBy(shares: readonly RequestShare[], kgKmOf: ReadonlyMap<string, number>) {
  return {
    grams: shares.reduce((sum, { grams }) => sum + grams, 0),
    parcels: shares.reduce((sum, { parcels }) => sum + parcels, 0),
    kg_km: [...kgKmOf.values()].reduce((sum, kgKm) => sum + kgKm, 0),
  };
}

const partsOf = (run: DeskRun, day: DeskDay) =>
  run.trips.flat().flatMap(({ stop }) => day.stops.get(stop)?.parts ?? []);

/** What is not noted was as planned, with the way to what was taken along. */
function actualOf(
  run: DeskRun,
  {
    scheduled: { schedule, carriage },
    asDriven: { schedule: driven },
  }: { readonly scheduled: ScheduledDeskRun; readonly asDriven: ScheduledDeskRun },
  noted: RunActual | null,
  weighed: DeskDay,
  { clock }: DeskFacts,
): ActualRun {
  const terms = weighed.vehicles.get(run.vehicle)!; // scheduled
  const loads = partsOf(run, weighed).flatMap(({ pickup, delivery }) => [pickup, delivery]);
  const sum = (dimension: number) => loads.reduce((total, load) => total + (load[dimension] ?? 0), 0);
  const { odometer_start_km: from = null, odometer_end_km: to = null } = noted ?? {};
  const { left_at: left = null, back_at: back = null } = noted ?? {};
  const leftAt = left === null ? driven.start : clock.secondsOf(left);
  // Who left later than planned is not back earlier for that.
  const backAt = back === null ? leftAt + driven.end - driven.start : clock.secondsOf(back);
  return actualRun(
    terms,
    { figures: schedule, carriage },
    {
      metres: from === null || to === null ? driven.metres : Math.round((to - from) * 1000),
      secondsOut: Math.max(0, backAt - leftAt),
      overtimeSeconds: Math.max(0, backAt - terms.shift.end),
      grams: loads.reduce((total, load) => total + gramsOf(load), 0),
      crates: sum(1),
      parcels: sum(2),
      paid: { fuel: fuelPaid(noted, terms.exact?.fuel ?? null), tolls: noted?.tolls_paid ?? null },
    },
  );
}

/** Where the card counts fuel: elsewhere the price of a km has it. Litres at the day's price where no sum is known. */
function fuelPaid(noted: RunActual | null, fuel: { readonly pricePerLitre: number } | null): number | null {
  if (!noted || !fuel) return null;
  if (noted.fuel_paid !== null) return noted.fuel_paid;
  return noted.fuel_litres === null ? null : Math.round(noted.fuel_litres * fuel.pricePerLitre);
}

function wayOf(run: DeskRun, day: DeskDay, { hub, places }: DeskFacts): MoneyRun['way'] {
  const atHub = { lat: hub.lat, lon: hub.lon, requests: [] };
  const stops = run.trips.map((trip) =>
    trip.map(({ stop }) => {
      const { place, parts } = day.stops.get(stop)!; // scheduled
      const [lon, lat] = places.points[place] ?? [hub.lon, hub.lat];
      return { lat, lon, requests: parts.map(({ request }) => request) };
    }),
  );
  return [atHub, ...stops.flatMap((trip) => [...trip, atHub])];
}

interface KnownOfLines {
  readonly weighings: ReadonlyMap<string, Weighing>;
  readonly baselines: ReadonlyMap<string, VillageBaseline>;
  readonly weighIns: Known['weighIns'];
  readonly driven: DrivenDay;
}

function linesOf(
  shares: readonly ShareOfRun[],
  kgKmOf: ReadonlyMap<string, number>,
  facts: DeskFacts,
  { weighings, baselines, weighIns, driven }: KnownOfLines,
): BorneLine[] {
  const products = drivenProducts(driven);
  const byRequest = new Map<string, ShareOfRun[]>();
  for (const each of shares) {
    byRequest.set(each.share.request, [...(byRequest.get(each.share.request) ?? []), each]);
  }
  return [...byRequest].flatMap(([id, own]): BorneLine[] => {
    const request = facts.requests.get(id);
    if (!request) return [];
    const sum = (pick: (share: RequestShare) => number) =>
      own.reduce((total, { share }) => total + pick(share), 0);
    const before = baselines.get(request.place);
    const isAloneKnown = own.every(({ share }) => share.alone !== null);
    return [
      {
        request: id,
        reference: request.reference,
        kind: request.kind,
        place: request.place,
        product: request.product,
        cooperative: request.cooperative,
        runs: [...new Set(own.map(({ run }) => run))],
        booked_kg: request.kg,
        weighed_kg: weighings.get(id)?.kg ?? null,
        weighed_by: weigherOf(id, weighings, weighIns),
        at_hub: atHub(
          weighIns.filter((entry) => entry.request === id),
          driven,
        ),
        products: products.get(id) ?? [],
        parcels: sum((share) => share.parcels),
        more_counted: moreCounted(request, weighings.get(id)),
        carried: { grams: sum(({ grams }) => grams), kg_km: kgKmOf.get(id) ?? 0 },
        parts: {
          travel: sum(({ parts }) => parts.travel),
          load: sum(({ parts }) => parts.load),
          handling: sum(({ parts }) => parts.handling),
          cap: sum(({ parts }) => parts.cap),
        },
        fair: sum((share) => share.amount),
        by_kg: sum((share) => share.byKg),
        by_tonne_km: sum((share) => share.byTonneKm),
        alone: isAloneKnown ? sum((share) => share.alone ?? 0) : null,
        baseline: before
          ? baselinePrice(
              { ...before, gramsPerTrip: Math.round(before.kg_per_trip * 1000) },
              sum(({ grams }) => grams),
            )
          : null,
      },
    ];
  });
}

/** What was typed at the desk for the request as a whole was on no scale of the hub. */
function atHub(entries: Known['weighIns'], driven: DrivenDay): WeighedAtHub[] {
  return standingEntries(entries).flatMap((entry) => {
    if (entry.vehicle === null) return [];
    const { request, vehicle, trip, kg, grade, is_short, reason, note, weighed_at } = entry;
    const field = fieldLoad(driven, vehicle, trip ?? 1, request);
    return [{ kg, grade, is_short, reason, note, weighed_at, field_kg: field?.kg ?? null }];
  });
}
