/** Something that is done again and again, one turn after the other, until it is stopped. */
export interface Ticking {
  /** Ends when the turn under way has. */
  stop(): Promise<void>;
}

/** Does a turn at once and then `pauseMs` after the end of each; one that fails is told of and does not end it. */
export function startTicking(
  turn: () => Promise<void>,
  pauseMs: number,
  onFailure: (error: unknown) => void,
): Ticking {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const tick = async (): Promise<void> => {
    await turn().catch(onFailure);
    if (!isStopped) timer = setTimeout(() => (underWay = tick()), pauseMs).unref();
  };
  let underWay = tick();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
