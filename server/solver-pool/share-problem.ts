import type { Problem } from '#server/planner/model/problem.ts';

/** The same problem with its matrices in shared memory, so that threads read one copy; no copy where they are already. */
export function shareProblem(problem: Problem): Problem {
  return {
    ...problem,
    matrices: problem.matrices.map((matrix) => ({
      ...matrix,
      seconds: share(matrix.seconds),
      metres: share(matrix.metres),
    })),
  };
}

function share(values: Int32Array): Int32Array {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const shared = new Int32Array(new SharedArrayBuffer(values.byteLength));
  shared.set(values);
  return shared;
}
