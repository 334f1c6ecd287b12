import type { VehicleTerms } from '#server/contract/fleet.ts';

/** Terms while they are typed: null where a field is empty. */
export type TermsDraft = {
  readonly [
    Key in Exclude<keyof VehicleTerms, 'break' | 'profile' | 'shift_start' | 'shift_end'>
  ]: NonNullable<VehicleTerms[Key]> | null;
} & Pick<VehicleTerms, 'profile' | 'shift_start' | 'shift_end'> & {
    readonly break: { readonly minutes: number | null; readonly from: string; readonly until: string } | null;
  };

export const emptyTerms: TermsDraft = {
  profile: 'light',
  capacity_kg: null,
  capacity_crates: null,
  capacity_parcels: null,
  fixed_cost: null,
  cost_per_km: null,
  cost_per_hour: null,
  shift_start: '06:00',
  shift_end: '18:00',
  most_trips: 1,
  most_stops: null,
  most_km: null,
  most_hours: null,
  break: null,
};

export function draftOfTerms(terms: VehicleTerms): TermsDraft {
  return {
    profile: terms.profile,
    capacity_kg: terms.capacity_kg,
    capacity_crates: terms.capacity_crates,
    capacity_parcels: terms.capacity_parcels,
    fixed_cost: terms.fixed_cost,
    cost_per_km: terms.cost_per_km,
    cost_per_hour: terms.cost_per_hour,
    shift_start: terms.shift_start,
    shift_end: terms.shift_end,
    most_trips: terms.most_trips ?? 1,
    most_stops: terms.most_stops ?? null,
    most_km: terms.most_km ?? null,
    most_hours: terms.most_hours ?? null,
    break: terms.break ?? null,
  };
}

/** What is needed is there: the form asks for it. */
export function termsOfDraft(draft: TermsDraft): VehicleTerms {
  const { most_trips, most_stops, most_km, most_hours, break: rest } = draft;
  return {
    profile: draft.profile,
    capacity_kg: draft.capacity_kg ?? 0,
    capacity_crates: draft.capacity_crates,
    capacity_parcels: draft.capacity_parcels,
    fixed_cost: draft.fixed_cost ?? 0,
    cost_per_km: draft.cost_per_km ?? 0,
    cost_per_hour: draft.cost_per_hour ?? 0,
    shift_start: draft.shift_start,
    shift_end: draft.shift_end,
    ...(most_trips !== null && { most_trips }),
    ...(most_stops !== null && { most_stops }),
    ...(most_km !== null && { most_km }),
    ...(most_hours !== null && { most_hours }),
    ...(rest && { break: { ...rest, minutes: rest.minutes ?? 0 } }),
  };
}
