import type { LoggedEvent, SolveProgress } from '#server/contract/event.ts';
import type { Vehicle } from '#server/contract/fleet.ts';
import type { Hub, PlaceHit, Product, Region } from '#server/contract/hub.ts';
import type { ImportPreview } from '#server/contract/list-import.ts';
import type { Request, RequestDraft } from '#server/contract/request.ts';
import type { StoredPlan } from '#server/store/port.ts';
import type { VroomService } from './vroom/vroom-service.ts';

/** What the desk can do at a hub. Every refusal is a UserError with a code of contract/errors.ts. */
export interface Services {
  readonly hubs: {
    list(): Promise<Hub[]>;
    listRegions(): Promise<Region[]>;
    add(hub: {
      name: string;
      lat: number;
      lon: number;
      region: string;
      timezone?: string | undefined;
      currency?: string | undefined;
    }): Promise<Hub>;
    get(hub: string): Promise<{
      hub: Hub;
      region: Region;
      products: Product[];
      today: string;
      map_style_url: string | null;
    }>;
    searchPlaces(hub: string, text: string, locale: string | undefined): Promise<PlaceHit[]>;
    /** Gzipped MVT; null where the tile is empty. */
    tile(hub: string, z: number, x: number, y: number): Promise<Buffer | null>;
  };
  readonly requests: {
    list(hub: string, date: string): Promise<Request[]>;
    add(hub: string, draft: RequestDraft): Promise<Request>;
    cancel(hub: string, request: string): Promise<Request>;
    restore(hub: string, request: string): Promise<Request>;
    importList(
      hub: string,
      file: { bytes: Uint8Array; filename: string; date: string; commit: boolean },
    ): Promise<ImportPreview>;
  };
  readonly fleet: {
    list(hub: string): Promise<Vehicle[]>;
    setAvailable(hub: string, vehicle: string, isAvailable: boolean): Promise<Vehicle>;
    importList(
      hub: string,
      file: { bytes: Uint8Array; filename: string; date: string; commit: boolean },
    ): Promise<ImportPreview>;
  };
  readonly plans: {
    get(hub: string, date: string): Promise<{ plan: StoredPlan | null; solve: string | null }>;
    startSolve(hub: string, date: string, seconds: number, by: string | null): Promise<{ solve: string }>;
    stopSolve(hub: string, solve: string, keep: boolean): Promise<void>;
    directions(
      hub: string,
      date: string,
      vehicle: string,
      locale: string,
    ): Promise<
      {
        to: string;
        seconds: number;
        metres: number;
        steps: { text: string; metres: number; seconds: number }[];
      }[]
    >;
  };
  readonly events: {
    listAfter(hub: string, after: number, limit: number): Promise<LoggedEvent[]>;
    lastSeq(hub: string): Promise<number>;
    /** `wake` after new logged events; `progress` for live solve progress, which the log does not keep. */
    subscribe(hub: string, on: { wake: () => void; progress: (progress: SolveProgress) => void }): () => void;
  };
  /** Problems in VROOM's format. */
  readonly vroom: VroomService;
  /** What /api/health reports: database, regions, routing, disk. */
  health(): Promise<{ name: string; ok: boolean; detail: string }[]>;
}
