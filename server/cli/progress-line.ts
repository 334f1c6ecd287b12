import type { SolveProgress } from '#server/contract/event.ts';

const words: Record<SolveProgress['phase'], string> = {
  snapping: 'placing requests on roads',
  matrix: 'travel times',
  clustering: 'gathering stops',
  solving: 'planning',
  paths: 'paths',
  saving: 'saving',
};

/** One line on stderr that tells how far a plan is; on a terminal it is rewritten, elsewhere printed once a phase. */
export function progressLine(): {
  show: (progress: Omit<SolveProgress, 'solve' | 'date'>) => void;
  end: () => void;
} {
  let phase: string | null = null;
  return {
    show: (progress) => {
      const isNew = progress.phase !== phase;
      phase = progress.phase;
      if (process.stderr.isTTY) process.stderr.write(`\r\u001B[2K${textOf(progress)}`);
      else if (isNew) console.error(words[progress.phase]);
    },
    end: () => {
      if (process.stderr.isTTY) process.stderr.write('\r\u001B[2K');
    },
  };
}

function textOf({
  phase,
  done,
  cost,
  unassigned,
  runs,
  seconds_left,
}: Omit<SolveProgress, 'solve' | 'date'>): string {
  const share = `${words[phase]} ${Math.round(done * 100)} %`;
  if (phase !== 'solving' || cost === null) return share;
  return `${share}: best ${cost}, ${runs} runs, ${unassigned} unassigned, ${Math.ceil(seconds_left ?? 0)} s left`;
}
