import type { Load } from '../load.ts';

/** One visit of a run to one request: `visit` counts from 1 where a request is served in parts. */
export interface RunItem {
  readonly request: string;
  readonly visit: number;
}

/** Where something was tapped. */
export interface TapPosition {
  readonly lat: number;
  readonly lon: number;
  /** Radius in which it lies with 68 %. */
  readonly accuracy_metres: number;
}

/** How the grower agreed: a mark on the screen (strokes, an id of a picture), or a spoken yes. */
export type Consent = { readonly kind: 'drawn'; readonly picture: string } | { readonly kind: 'spoken' };

/** What belongs to any handing over. Pictures are named by ids and come apart from the events. */
export interface HandoverProof {
  /** '' : none. */
  readonly note: string;
  readonly photo: string | null;
  readonly consent: Consent | null;
}

/** What was taken on board, weighed and counted; kg without tare. */
export interface Collected extends Load, HandoverProof {
  readonly tare_kg: number;
  /** Empty crates given to the grower. */
  readonly crates_back: number;
  /** Of `kg`, where several were weighed apart; empty: all is the one that was booked. */
  readonly products: readonly { readonly product: string; readonly kg: number }[];
}

// Text messages name them by their places: what is new comes last.

/** Why less was taken than was there. */
export const partlyReasons = ['not_ready', 'no_room', 'quality', 'other'] as const;
export type PartlyReason = (typeof partlyReasons)[number];

/** Why a visit came to nothing. */
export const missedReasons = [
  'nobody',
  'not_ready',
  'no_room',
  'no_way',
  'quality',
  'not_wanted',
  'other',
] as const;
export type MissedReason = (typeof missedReasons)[number];

/** What may not be in order of a vehicle. */
export const vehicleFaults = ['tyres', 'brakes', 'lights', 'load_space', 'papers', 'fuel', 'other'] as const;
export type VehicleFault = (typeof vehicleFaults)[number];

/** What a driver taps, by kind. The wire has the same names (contract/drive.ts). */
export type RunDeed =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'declined'; readonly reason: string }
  /** He has looked at what the desk changed. */
  | { readonly kind: 'seen' }
  | {
      readonly kind: 'checked';
      readonly odometer_km: number | null;
      /** What is not in order. */
      readonly faults: readonly VehicleFault[];
      readonly note: string;
    }
  /** The vehicle leaves the hub for a trip, counted from 0. */
  | { readonly kind: 'left_hub'; readonly trip: number }
  /** It is at the hub between two trips. */
  | { readonly kind: 'at_hub'; readonly trip: number }
  | { readonly kind: 'arrived'; readonly items: readonly RunItem[] }
  | { readonly kind: 'departed'; readonly items: readonly RunItem[] }
  /** `partly`: why it is less than was there; null: it is all. */
  | ({ readonly kind: 'collected'; readonly item: RunItem; readonly partly: PartlyReason | null } & Collected)
  /** A pickup or a delivery that did not come about. */
  | ({ readonly kind: 'missed'; readonly item: RunItem; readonly reason: MissedReason } & HandoverProof)
  /** Goods that stand ready and are left there; the rest may be collected all the same. */
  | ({ readonly kind: 'goods_refused'; readonly item: RunItem; readonly reason: string } & Load &
      HandoverProof)
  | ({ readonly kind: 'delivered'; readonly item: RunItem; readonly to: string } & Load & HandoverProof)
  /** Taken along though it was not planned; `pickup` is an id made by the phone. */
  | ({
      readonly kind: 'unplanned';
      readonly pickup: string;
      readonly place: string;
      readonly grower: string;
      readonly product: string;
    } & Collected)
  /** Another event of the same run is taken back. */
  | { readonly kind: 'undone'; readonly event: string }
  | {
      readonly kind: 'back';
      readonly odometer_km: number | null;
      readonly fuel_litres: number | null;
      /** Minor units. */
      readonly fuel_paid: number | null;
      readonly tolls_paid: number | null;
      readonly waiting_minutes: number | null;
      readonly note: string;
    }
  /** Where it is; nothing else. */
  | { readonly kind: 'position' };

/** A tap of a driver. */
export interface RunEvent {
  /** Made by the phone: the same event sent twice is one. */
  readonly id: string;
  /** Which phone: a run may pass from one to another. */
  readonly phone: string;
  /** Its place among those of the phone on this run, from 1. */
  readonly order: number;
  /** By the phone's clock, ms since 1970. */
  readonly at: number;
  /** What the server's clock was ahead when it was last compared; null: never before the tap. */
  readonly clock_offset_ms: number | null;
  readonly position: TapPosition | null;
  /** Of the run, as the phone showed it. */
  readonly revision: number;
  readonly deed: RunDeed;
}
