/** What the HTTP side needs to know of the settings. */
export interface HttpConfig {
  /** Origin under which people reach the server, e.g. https://hub.example.org; null: whatever Host they use. */
  readonly publicUrl: string | null;
  /** As Express' "trust proxy": false, a hop count, or a list of addresses; decides whose X-Forwarded-* count. */
  readonly trustProxy: boolean | number | string;
  /** Folder of the built web app; null serves the API alone. */
  readonly webFolder: string | null;
  /** A basemap style of another host, in place of the region's own; null: none. */
  readonly mapStyleUrl: string | null;
  readonly version: string;
  /** What programs that call in VROOM's format send; null: those of this machine alone are let in, without one. */
  readonly vroomApiKey: string | null;
  /** Bytes of a problem in VROOM's format. */
  readonly vroomBytes: number;
}

/** Calls one client may make within a window. */
export interface Limit {
  readonly windowSeconds: number;
  readonly calls: number;
}

/** `entry`: sign-in and one-time links, per address; `phone`: drivers' phones, per address. The others per person, or
 * per address before sign-in. */
export interface Limits {
  readonly entry: Limit;
  readonly read: Limit;
  readonly write: Limit;
  readonly phone: Limit;
}

/** Times and sizes that tests make small; the defaults are for use. */
export interface HttpTuning {
  readonly limits: Limits;
  readonly jsonBytes: number;
  readonly uploadBytes: number;
  readonly heartbeatSeconds: number;
  /** How often an open event stream asks whether its session still stands. */
  readonly sessionCheckSeconds: number;
  /** A reader that takes nothing for so long is dropped; it replays when it comes back. */
  readonly stallSeconds: number;
  readonly streamsPerSession: number;
  /** Compare every JSON answer with its contract and fail on a difference (tests and development). */
  readonly checkAnswers: boolean;
}

export const defaultTuning: HttpTuning = {
  limits: {
    entry: { windowSeconds: 600, calls: 60 },
    // A map moved about asks for some hundred tiles a minute.
    read: { windowSeconds: 60, calls: 3000 },
    write: { windowSeconds: 60, calls: 240 },
    phone: { windowSeconds: 60, calls: 6000 },
  },
  jsonBytes: 1_000_000,
  uploadBytes: 20_000_000,
  heartbeatSeconds: 20,
  sessionCheckSeconds: 60,
  stallSeconds: 30,
  streamsPerSession: 12,
  checkAnswers: false,
};
