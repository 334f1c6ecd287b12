import { expect, it } from 'vitest';
import { Trace } from '../../../scripts/bench/planner/trace.ts';

const point = (seconds: number, cost: number) => ({ seconds, cost, unserved: 0 });

it('tells at each mark what was known then, and nothing before the first plan', () => {
  const trace = new Trace();
  trace.note(point(0.2, 900));
  trace.note(point(0.9, 800));
  trace.note(point(1, 700));
  trace.note(point(2.9, 600));
  expect(trace.finish(point(2.95, 500))).toEqual([point(0.3, 900), point(1, 700), point(3, 500)]);
});
