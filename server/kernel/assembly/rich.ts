/** What only the exact walk of rich runs can answer; see `RichRuns`. */
export declare function refresh(vehicle: i32): i32;

export declare function settle(vehicle: i32): void;

/** What the run costs more with the stop behind the node; Infinity where that may not be. */
export declare function priceBehind(stop: i32, after: i32): f64;

/** What a run of the stop alone costs; Infinity where that may not be. */
export declare function priceAlone(stop: i32, vehicle: i32): f64;

export declare function insertAlone(stop: i32, vehicle: i32): void;

/** The cheapest trip of the stop alone in runs that may have one more, if below `limit`; else Infinity. */
export declare function priceTrips(stop: i32, limit: f64): f64;

/** Makes the trip that `priceTrips` found. */
export declare function insertTrip(stop: i32): void;

/** Puts both stops of a shipment back where they cost least. */
export declare function insertPair(stop: i32): void;
