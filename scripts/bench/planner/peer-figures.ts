/** Cost as the benchmark's checker computes it, and how many requests are in no run. */
export interface Figures {
  readonly cost: number;
  readonly unserved: number;
}

/** VROOM 1.15 run to its own end (7 to 60 s) with two threads on 2 cores; source: ../shared/bench/RESULTS.md. */
const vroomFigures: Readonly<Record<string, readonly [cost: number, unserved: number]>> = {
  'mixed 200 1': [15_270.02, 0],
  'mixed 200 2': [21_339.72, 1],
  'mixed 200 3': [17_679.18, 0],
  'tight 200 1': [16_756.71, 0],
  'tight 200 2': [23_343.72, 1],
  'tight 200 3': [19_409.94, 0],
  'surge 200 1': [27_965.31, 2],
  'surge 200 2': [34_748.7, 5],
  'surge 200 3': [33_845, 1],
  'far 200 1': [26_841.47, 0],
  'far 200 2': [40_221.07, 6],
  'far 200 3': [32_589.7, 0],
  'mixed 500 1': [30_645.55, 0],
  'tight 500 2': [45_245.37, 1],
  'surge 500 3': [69_072.65, 7],
};

/** What VROOM made of a rural day; null where it was not run. */
export function vroomFiguresOf(name: string): Figures | null {
  const figures = vroomFigures[name];
  return figures ? { cost: figures[0], unserved: figures[1] } : null;
}
