import type { LonLat, PathLeg, Profile, RoutingErrorCode, Snap, TableBlock } from '../port.ts';

/** What a parent asks of an engine process. Points of a table or route lie on roads already. */
export type EngineTask =
  | { readonly kind: 'nearest'; readonly profile: Profile; readonly points: readonly LonLat[] }
  | {
      readonly kind: 'table';
      readonly profile: Profile;
      readonly sources: readonly LonLat[];
      readonly destinations: readonly LonLat[];
    }
  | {
      readonly kind: 'route';
      readonly profile: Profile;
      readonly points: readonly LonLat[];
      readonly steps: boolean;
    };

/** What each kind of task is answered with. */
export interface EngineAnswers {
  readonly nearest: (Snap | null)[];
  readonly table: TableBlock;
  readonly route: PathLeg[];
}

export interface EngineFailure {
  readonly code: RoutingErrorCode;
  readonly message: string;
  readonly indices: readonly number[];
}

export type FromEngine =
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly id: number; readonly value: EngineAnswers[keyof EngineAnswers] }
  | { readonly type: 'failure'; readonly id: number; readonly failure: EngineFailure };

export interface ToEngine {
  readonly id: number;
  readonly task: EngineTask;
}
