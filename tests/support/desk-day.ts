import type { DayStop, DayVehicle, DeskDay } from '#server/domain/desk/desk-day.ts';
import type { DeskPlan, DeskRun } from '#server/domain/edits/desk-plan.ts';
import { UNLIMITED } from '#server/domain/load.ts';
import type { TimeWindow } from '#server/domain/time-window.ts';
import { seededRandom } from './seeded-random.ts';

export interface RandomDay {
  readonly day: DeskDay;
  readonly plan: DeskPlan;
}

/** All that a rate card can say, in units small enough to matter. */
export const cardTerms = {
  kmBands: [
    { fromMetres: 0, costPerKm: 50 },
    { fromMetres: 20_000, costPerKm: 35 },
    { fromMetres: 60_000, costPerKm: 21 },
  ],
  costPerDrivingHour: 130,
  costPerServiceHour: 70,
  overtime: { costPerHour: 333 },
  exact: {
    fuel: { millilitresEmpty: 11_300, millilitresLoaded: 16_700, fullGrams: 900_000, pricePerLitre: 167 },
    tollPerTrip: 90,
    loadingPerTonne: 411,
    loadingPerHour: 77,
    handlingPerParcel: 3,
    packagingPerCrate: 2,
    minimumCharge: 9_000,
  },
};

/** A day with a plan of it: `runs` vehicles in use and two idle ones, a tenth of the stops unassigned. */
export function randomDay(seed: number, stopCount: number, runCount: number): RandomDay {
  const random = seededRandom(seed);
  const whole = (below: number) => Math.floor(random() * below);
  const size = stopCount + 1;
  const at = Array.from({ length: size }, () => [random() * 40_000, random() * 40_000] as const);
  const metres = Int32Array.from({ length: size * size }, (_, cell) => {
    const [a, b] = [at[Math.floor(cell / size)]!, at[cell % size]!];
    return Math.round(Math.hypot(a[0] - b[0], a[1] - b[1]) * 1.3);
  });
  const seconds = metres.map((each) => Math.round(each / 8));
  const ids = Array.from({ length: stopCount }, (_, index) => `s${String(index).padStart(4, '0')}`);
  const stops = new Map(
    ids.map((id, index): [string, DayStop] => {
      const opens = 6 * 3600 + whole(5 * 3600);
      const kg = 10 + whole(90);
      const setupSeconds = whole(300);
      const serviceSeconds = 60 + whole(600);
      const pickup = index % 4 === 0 ? [0, 0, 0] : [kg, Math.ceil(kg / 20), Math.ceil(kg / 5)];
      const delivery = index % 4 === 0 ? [kg, Math.ceil(kg / 20), Math.ceil(kg / 5)] : [0, 0, 0];
      return [
        id,
        {
          place: index + 1,
          windows: [{ start: opens, end: opens + 1800 + whole(4 * 3600) }],
          setupSeconds,
          serviceSeconds,
          pickup,
          delivery,
          parts: [{ request: `r-${id}`, pickup, delivery, serviceSeconds }],
          largestAccess: whole(10) === 0 ? 0 : 2,
          isCancelled: false,
        },
      ];
    }),
  );
  const vehicles = new Map(
    Array.from({ length: runCount + 2 }, (_, index): [string, DayVehicle] => [
      `V-${index + 1}`,
      {
        table: 0,
        access: index % 3,
        capacity: [600 + 200 * (index % 3), UNLIMITED, UNLIMITED],
        fixedCost: 1000 * (1 + (index % 3)),
        costPerKm: 30 + 10 * (index % 3),
        costPerHour: 500,
        ...(index % 3 !== 1 && { ...cardTerms, costPerTrip: 40 * index }),
        shift: { start: 5 * 3600, end: 15 * 3600 },
        startPlace: index % 5 === 4 ? 1 : 0,
        endPlace: 0,
        isAvailable: true,
      },
    ]),
  );
  const day: DeskDay = {
    tables: [{ size, seconds, metres }],
    hubPlace: 0,
    turnaroundSeconds: 600,
    stops,
    vehicles,
    toldRuns: [],
  };
  const assigned = ids.filter((_, index) => index % 10 !== 9);
  const runs = Array.from({ length: runCount }, (_, index): DeskRun => {
    const own = assigned.filter((_, position) => position % runCount === index);
    const planned = own.map((stop) => ({ stop, pin: null }));
    const half = Math.ceil(planned.length / 2);
    const trips = index % 4 === 3 ? [planned.slice(0, half), planned.slice(half)] : [planned];
    return {
      run: index + 1,
      vehicle: `V-${index + 1}`,
      driver: null,
      start: null,
      state: 'open',
      trips: trips.filter((trip) => trip.length > 0),
    };
  }).filter(({ trips }) => trips.length > 0);
  const plan: DeskPlan = {
    stops: ids.map((stop) => ({ stop, requests: [{ request: `r-${stop}`, part: null }] })),
    runs,
    barred: [],
  };
  return { day, plan };
}

/** The same day at a hub with receiving hours and docks, with limits and breaks of vehicles, and produce that spoils. */
export function withRules(day: DeskDay, seed: number): DeskDay {
  const random = seededRandom(seed);
  const whole = (below: number) => Math.floor(random() * below);
  const closes = 11 * 3600 + whole(5 * 3600);
  return {
    ...day,
    receiving:
      whole(2) === 0
        ? [{ start: 8 * 3600 + whole(3 * 3600), end: closes }]
        : [
            { start: 7 * 3600, end: 9 * 3600 + whole(3600) },
            { start: closes - 3600, end: closes },
          ],
    docks: 1 + whole(2),
    stops: new Map(
      [...day.stops].map(([id, stop]) => [
        id,
        {
          ...stop,
          ...(whole(4) === 0 && { latestAtHub: 9 * 3600 + whole(8 * 3600) }),
          ...(whole(4) === 0 && { windows: inHalves(stop.windows[0]!) }), // made with one
        },
      ]),
    ),
    vehicles: new Map(
      [...day.vehicles].map(([name, vehicle]): [string, DayVehicle] => {
        const opens = 7 * 3600 + whole(4 * 3600);
        return [
          name,
          {
            ...vehicle,
            mostTrips: 1 + whole(2),
            limits: { mostStops: 3 + whole(6), mostMetres: 80_000, mostSecondsOut: 8 * 3600 },
            ...(whole(2) === 0 && {
              break: {
                windows: [
                  { start: opens, end: opens + whole(4 * 3600) },
                  ...(whole(3) === 0 ? [{ start: opens + 5 * 3600, end: opens + 6 * 3600 }] : []),
                ],
                seconds: 1800,
              },
            }),
          },
        ];
      }),
    ),
  };
}

/** With a pause at noon of the window. */
function inHalves({ start, end }: TimeWindow): TimeWindow[] {
  const middle = Math.round((start + end) / 2);
  return [
    { start, end: middle - 600 },
    { start: middle + 600, end },
  ];
}
