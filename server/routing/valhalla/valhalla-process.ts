import { Actor } from '@valhallajs/valhallajs';
import type { LonLat, PathLeg, RoutingErrorCode, Snap, TableBlock } from '../port.ts';
import { blockFromTable, legsFromRoute, snapFromLocate } from './answers.ts';
import type { LocateAnswer, RouteAnswer, TableAnswer } from './answers.ts';
import { costings } from './costing.ts';
import type { EngineFailure, EngineTask, FromEngine, ToEngine } from './protocol.ts';
import { valhallaConfig } from './valhalla-config.ts';

/** A point of a table or route was put on its road before: the search need not look around. */
const onRoad = { search_cutoff: 25, minimum_reachability: 0 };

const tilesFolder = process.argv[2];
if (!tilesFolder) throw new Error('the folder of tiles must be the first argument');
const actor = new Actor(valhallaConfig(tilesFolder));

const at = ([lon, lat]: LonLat) => ({ lat, lon });
const onRoadAt = (point: LonLat) => ({ ...at(point), ...onRoad });

function costingOf(task: EngineTask) {
  const { name, options } = costings[task.profile];
  return { costing: name, costing_options: { [name]: options } };
}

async function nearest(task: EngineTask & { kind: 'nearest' }): Promise<(Snap | null)[]> {
  const answer = await actor.locate({ locations: task.points.map(at), verbose: true, ...costingOf(task) });
  // The package types every answer as a record; locate answers with one entry per location.
  const entries = answer as unknown as readonly LocateAnswer[];
  return task.points.map((_, index) => snapFromLocate(entries[index]));
}

const noWay = 'No path could be found';

function isWithoutWay(error: unknown): boolean {
  return error instanceof Error && error.message.includes(noWay);
}

async function table(task: EngineTask & { kind: 'table' }): Promise<TableBlock> {
  const { sources, destinations } = task;
  const targets = [...destinations];
  const filler = destinations[0];
  // With more sources than targets the engine searches backwards, and then its times are wrong (by 5 to 15 %
  // on a quarter of Andorra's pairs, version 3.6.1). Repeated targets cost nothing and keep it forwards.
  if (filler) while (targets.length < sources.length) targets.push(filler);
  let answer;
  try {
    answer = await actor.matrix({
      sources: sources.map(onRoadAt),
      targets: targets.map(onRoadAt),
      format: 'osrm',
      ...costingOf(task),
    });
  } catch (error) {
    // A table without a single way is no error to us: each of its pairs is unreachable.
    if (!isWithoutWay(error)) throw error;
    const none = new Int32Array(sources.length * destinations.length).fill(-1);
    return { seconds: none, metres: none.slice() };
  }
  return blockFromTable(answer as unknown as TableAnswer, sources.length, destinations.length);
}

async function path(task: EngineTask & { kind: 'route' }, points: readonly LonLat[]): Promise<PathLeg[]> {
  const answer = await actor.route({
    locations: points.map(onRoadAt),
    format: 'osrm',
    // Steps carry the geometry leg by leg; 'maneuvers' leaves out the engine's own sentences.
    directions_type: 'maneuvers',
    shape_format: 'polyline6',
    ...costingOf(task),
  });
  return legsFromRoute(answer as unknown as RouteAnswer, points.length, task.steps);
}

/** Valhalla does not say which leg has no way: asked leg by leg, it does. */
async function legsWithoutWay(task: EngineTask & { kind: 'route' }): Promise<number[]> {
  const indices = new Set<number>();
  for (const [index, to] of task.points.entries()) {
    const from = task.points[index - 1];
    if (!from) continue;
    try {
      await path(task, [from, to]);
    } catch {
      indices.add(index - 1).add(index);
    }
  }
  return [...indices];
}

/** The addon hands over the sentence of Valhalla's exception without its number. */
const failures: readonly (readonly [sentence: string, code: RoutingErrorCode])[] = [
  [noWay, 'NO_PATH'],
  ['unconnected regions', 'NO_PATH'],
  ['No suitable edges near', 'NO_ROAD_NEAR'],
  ['No data found for location', 'NO_ROAD_NEAR'],
  ['Exceeded max', 'ROUTING_TOO_LARGE'],
  ['exceeds the max', 'ROUTING_TOO_LARGE'],
];

async function failureOf(task: EngineTask, error: unknown): Promise<EngineFailure> {
  const message = error instanceof Error ? error.message : String(error);
  const code = failures.find(([sentence]) => message.includes(sentence))?.[1] ?? 'ROUTING_BAD_ANSWER';
  const indices = code === 'NO_PATH' && task.kind === 'route' ? await legsWithoutWay(task) : [];
  return { code, message, indices };
}

function answerTo(task: EngineTask) {
  if (task.kind === 'nearest') return nearest(task);
  if (task.kind === 'table') return table(task);
  return path(task, task.points);
}

function send(message: FromEngine): void {
  process.send?.(message);
}

async function handle({ id, task }: ToEngine): Promise<void> {
  try {
    send({ type: 'answer', id, value: await answerTo(task) });
  } catch (error) {
    send({ type: 'failure', id, failure: await failureOf(task, error) });
  }
}

process.on('message', (message) => void handle(message as ToEngine));
// Ctrl-C reaches the whole process group; when to stop is the parent's to say.
process.on('SIGINT', () => undefined);
// Nobody is left to answer to. An exit would wait for a call in the addon's thread; this does not.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
send({ type: 'ready' });
