// One descent of OR-Tools' routing from one first solution, in a process of its own, since nothing else can end it:
//   node or-tools-solve.mjs PROBLEM.json STRATEGY
// Prints a solution in VROOM's format, or exits with 3 where there is none and with 4 where the problem cannot be put.
import { readFileSync } from 'node:fs';
import { FirstSolutionStrategy, initRouting, RoutingIndexManager, RoutingModel } from 'or-tools-wasm/routing';

const [problemFile, strategy] = process.argv.slice(2);
const problem = JSON.parse(readFileSync(problemFile, 'utf8'));
const obstacle = obstacleIn(problem);
if (obstacle) {
  console.error(obstacle);
  process.exit(4);
}
await initRouting();
const { model, nodes } = buildModel(problem);
const assignment = await model.SolveWithParameters({
  firstSolutionStrategy: FirstSolutionStrategy[strategy],
});
if (!assignment) process.exit(3);
process.stdout.write(JSON.stringify(solutionOf(assignment)), () => process.exit(0));

/** What the package has no call for; null where it can put the problem. README.md says which calls are missing. */
function obstacleIn({ jobs, vehicles, matrices }) {
  const [first] = vehicles;
  const isLike = (vehicle) =>
    ['profile', 'start_index', 'end_index', 'capacity', 'costs', 'skills', 'time_window'].every(
      (field) => JSON.stringify(vehicle[field]) === JSON.stringify(first[field]),
    );
  if (jobs.some((job) => job.time_windows) || first.time_window) return 'time windows';
  if (jobs.some((job) => job.skills)) return 'skills';
  if (!vehicles.every(isLike)) return 'vehicles of several types';
  if (first.costs) return 'costs other than travel time';
  if (jobs.some((job) => job.delivery)) return 'deliveries';
  if (first.capacity.length !== 1) return 'several load dimensions';
  if (first.start_index !== first.end_index) return 'a start that is not the end';
  if (Object.keys(matrices).length !== 1) return 'several profiles';
  return null;
}

/** Node 0 is the depot, node i + 1 is job i. */
function buildModel({ jobs, vehicles, matrices }) {
  const { start_index: depot, capacity } = vehicles[0];
  const { durations } = Object.values(matrices)[0];
  const places = [depot, ...jobs.map((job) => job.location_index)];
  const manager = new RoutingIndexManager(places.length, vehicles.length, 0);
  const model = new RoutingModel(manager);
  // Starts of vehicles beyond the first, then all ends, have indices after the jobs.
  const nodes = Array.from({ length: manager.GetNumberOfIndices() }, (_, index) =>
    manager.IndexToNode(index),
  );
  const seconds = (from, to) => durations[places[nodes[from] ?? 0]][places[nodes[to] ?? 0]];
  model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitCallback(seconds));
  const loads = [0, ...jobs.map((job) => job.pickup?.[0] ?? 0)];
  // The one way to give loads by which the search does not come back into JavaScript for each.
  const [, isAdded] = model.AddVectorDimension(loads, capacity[0], true, 'load');
  if (!isAdded) throw new Error('the load dimension was refused');
  return { model, nodes };
}

function solutionOf(assignment) {
  const routes = problem.vehicles.flatMap((vehicle, index) => {
    const steps = [];
    for (let at = assignment.Value(model.Start(index)); !model.IsEnd(at); at = assignment.Value(at)) {
      steps.push({ type: 'job', id: problem.jobs[nodes[at] - 1].id });
    }
    return steps.length > 0 ? [{ vehicle: vehicle.id, steps }] : [];
  });
  return { routes };
}
