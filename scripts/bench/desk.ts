/**
 * How long the price of a place and the three best places take, for one stop and for nine, and the memory that the
 * page's matrix holds; on made days of 200, 1,000 and 3,000 stops, without and with the rules of a hub and rate cards.
 * usage: npm run bench -- desk [--write-docs]
 */
import { parseArgs } from 'node:util';
import type { DayVehicle, DeskDay } from '#server/domain/desk/desk-day.ts';
import { makeMovePricer, type MovePricer } from '#server/domain/desk/price-move.ts';
import { scheduleDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import { unassignedStops, type DeskPlan, type DeskRun } from '#server/domain/edits/desk-plan.ts';
import { cardTerms, randomDay } from '../../tests/support/desk-day.ts';
import { markdownTable, writeDocsSection } from './docs-section.ts';
import { describeMachine, thisMachine } from './planner/results.ts';

/** What is on top of a made day, where two runs in three have a rate card with exact terms. */
const cases: readonly (readonly [name: string, (day: DeskDay) => DeskDay])[] = [
  ['no rules', (day) => day],
  ['two receiving windows', withTwoReceivings],
  ['six docks', withDocks],
  ['breaks, most runs late', withBreaks],
  ['exact terms everywhere', withCards],
  ['all of these', (day) => withCards(withBreaks(withTwoReceivings(withDocks(day))))],
];
const sizes: readonly (readonly [stops: number, runs: number])[] = [
  [200, 12],
  [1000, 60],
  [3000, 180],
];
const rounds = 100;
/** Of which the one with the least median counts: what else the machine does makes the others slower. */
const passes = 3;

const { values: options } = parseArgs({ options: { 'write-docs': { type: 'boolean', default: false } } });
const title = `${describeMachine(thisMachine())}; milliseconds, median and 95th percentile of ${rounds}, each of another stop, with nothing kept from the one before; of ${passes} passes, the one with the least median.`;
const table = markdownTable(
  [
    'day',
    'stops:',
    'runs:',
    'late runs:',
    'price of a place:',
    'best places, unassigned:',
    'best places, from a run:',
    'best places of nine:',
    'matrix, MB:',
  ],
  sizes.flatMap(([stops, runs]) => cases.map(([name, change]) => measure(name, change, stops, runs))),
);
console.log(`${title}\n\n${table}`);
if (options['write-docs']) writeDocsSection('docs/benchmarks.md', 'desk', `${title}\n\n${table}`);

function withTwoReceivings(day: DeskDay): DeskDay {
  const receiving = [
    { start: 7 * 3600, end: 10 * 3600 },
    { start: 12 * 3600, end: 14 * 3600 },
  ];
  return { ...day, receiving };
}

/** One for ten runs, so that most find none free. */
function withDocks(day: DeskDay): DeskDay {
  return { ...day, docks: 6, turnaroundSeconds: 1800 };
}

function withBreaks(day: DeskDay): DeskDay {
  const rest = { windows: [{ start: 8 * 3600, end: 10 * 3600 }], seconds: 2700 };
  return withVehicles(day, (vehicle) => ({ ...vehicle, break: rest }));
}

function withCards(day: DeskDay): DeskDay {
  return withVehicles(day, (vehicle) => ({ ...vehicle, ...cardTerms }));
}

function withVehicles(day: DeskDay, change: (vehicle: DayVehicle) => DayVehicle): DeskDay {
  const vehicles = [...day.vehicles].map(([name, vehicle]) => [name, change(vehicle)] as const);
  return { ...day, vehicles: new Map(vehicles) };
}

function measure(
  name: string,
  change: (day: DeskDay) => DeskDay,
  stopCount: number,
  runCount: number,
): string[] {
  const { day: made, plan } = randomDay(1, stopCount, runCount);
  const day = change(made);
  const isLate = (run: DeskRun) =>
    scheduleDeskRun(run, day).violations.some(({ unit }) => unit === 'seconds');
  const loose = unassignedStops(plan);
  const placed = plan.runs.flatMap(({ trips }) => trips.flat().map(({ stop }) => stop));
  const nine = (round: number) => {
    const run = plan.runs[round % plan.runs.length]!;
    return run.trips
      .flat()
      .slice(0, 9)
      .map(({ stop }) => stop);
  };
  const place = (round: number) => ({ run: plan.runs[round % runCount]!.run, trip: 0, position: 1 });
  const megabytes = day.tables.reduce(
    (sum, { seconds, metres }) => sum + seconds.byteLength + metres.byteLength,
    0,
  );
  return [
    name,
    String(stopCount),
    String(runCount),
    String(plan.runs.filter(isLate).length),
    timed(plan, day, (pricer, round) => pricer.price([loose[round % loose.length]!], place(round))),
    timed(plan, day, (pricer, round) => pricer.bestPlaces([loose[round % loose.length]!])),
    timed(plan, day, (pricer, round) => pricer.bestPlaces([placed[(round * 7) % placed.length]!])),
    timed(plan, day, (pricer, round) => pricer.bestPlaces(nine(round))),
    (megabytes / 1e6).toFixed(1),
  ];
}

type Look = (pricer: MovePricer, round: number) => unknown;

/** A pricer of its own each time: what the first look after an edit takes. */
function timed(plan: DeskPlan, day: DeskDay, look: Look): string {
  for (let round = 0; round < 10; round++) look(makeMovePricer(plan, day), round);
  const all = Array.from({ length: passes }, () => onePass(plan, day, look));
  const { median, p95 } = all.reduce((best, pass) => (pass.median < best.median ? pass : best));
  return `${median.toFixed(2)} / ${p95.toFixed(2)}`;
}

function onePass(plan: DeskPlan, day: DeskDay, look: Look): { median: number; p95: number } {
  const took = Array.from({ length: rounds }, (_, round) => {
    const start = performance.now();
    look(makeMovePricer(plan, day), round);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return { median: took[rounds / 2]!, p95: took[Math.floor(rounds * 0.95)]! };
}
