import type { Load } from '../load.ts';
import type { DrivenItem } from './driven-run.ts';
import type {
  Collected,
  HandoverProof,
  MissedReason,
  PartlyReason,
  RunDeed,
  TapPosition,
} from './run-event.ts';

type DeedOf<Kind extends RunDeed['kind']> = Omit<Extract<RunDeed, { kind: Kind }>, 'kind'>;

/** Which tap says so. `time`: ms since 1970, by the server's clock as far as it could be compared. */
export interface Said {
  readonly event: string;
  readonly phone: string;
  readonly time: number;
}

/** How a visit to a request ended. `taken` is what changed hands, in either direction. */
export type ItemOutcome = Said & { readonly taken: Load } & (
    | ({ readonly kind: 'collected'; readonly partly: PartlyReason | null } & Collected)
    | ({ readonly kind: 'delivered'; readonly to: string } & HandoverProof)
    | ({ readonly kind: 'missed'; readonly reason: MissedReason } & HandoverProof)
  );

export interface ItemState extends DrivenItem {
  /** Null: open. */
  readonly outcome: ItemOutcome | null;
  /** What another phone says of the same visit, the later first: both stand until the desk has settled it. */
  readonly rivals: readonly ItemOutcome[];
  /** Goods that were left there. */
  readonly refused: readonly (Said & DeedOf<'goods_refused'>)[];
  /** What was booked in the revision that was on the phone, where the desk has changed it since. */
  readonly bookedThen: Load | null;
}

export interface StopState {
  readonly key: string;
  /** From 0. */
  readonly trip: number;
  readonly place: string;
  readonly lat: number;
  readonly lon: number;
  /** Seconds since 1970. */
  readonly planned: { readonly arrival: number; readonly start: number; readonly departure: number };
  readonly items: readonly ItemState[];
  /** `done`: no item is open. `here`: the vehicle came and has not left. */
  readonly status: 'ahead' | 'here' | 'done';
  /** Ms since 1970; null: not yet, or not tapped. */
  readonly arrived: number | null;
  readonly departed: number | null;
  /** The desk has taken it out of the run; it stands here since the driver was there. */
  readonly isTakenOut: boolean;
  /** What of its pickups no longer finds room; null: all fits. */
  readonly lacks: Load | null;
}

interface UnplannedState extends Said, DeedOf<'unplanned'> {
  readonly trip: number;
  readonly position: TapPosition | null;
}

/** What came of a run so far: the same on the phone and at the hub, once they have the same events. */
export interface RunState {
  /** The last that is known of the run. */
  readonly revision: number;
  /** Null: the driver has not answered. */
  readonly answer:
    | (Said & ({ readonly kind: 'accepted' } | { readonly kind: 'declined'; readonly reason: string }))
    | null;
  /** The last revision that he is known to have looked at; 0: none. */
  readonly seenRevision: number;
  readonly check: (Said & DeedOf<'checked'>) | null;
  readonly stage: 'before' | 'out' | 'at_hub' | 'back';
  /** That is under way, or, at the hub, that is over. */
  readonly trip: number;
  /** When each trip left and came back; null: not tapped. */
  readonly trips: readonly { readonly left: number | null; readonly back: number | null }[];
  /** By trips, in the order in which they are to be driven; those taken out of the run come first. */
  readonly stops: readonly StopState[];
  readonly unplanned: readonly UnplannedState[];
  /** On the vehicle now. */
  readonly aboard: Load;
  readonly position: (TapPosition & { readonly time: number }) | null;
  readonly back: (Said & DeedOf<'back'>) | null;
  /** The last tap; null: none. */
  readonly lastTime: number | null;
}
