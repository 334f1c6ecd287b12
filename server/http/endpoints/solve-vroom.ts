import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw } from '../handle.ts';

/** A place in the line is told in a header of the answer and, while the caller waits, in the log. */
export const solveVroom = handleRaw(endpoints.solveVroom, async ({ bytes }, { services }, req, res) => {
  const gone = new AbortController();
  const leave = () => gone.abort(new DOMException('the caller went away', 'AbortError'));
  res.once('close', leave);
  let firstPlace = 0;
  try {
    const solution = await services.vroom.solve(new TextDecoder().decode(bytes), {
      signal: gone.signal,
      onPlace: (place) => {
        firstPlace ||= place;
        req.log.info({ place }, 'a problem waits for its turn');
      },
    });
    res.set('X-Queue-Place', String(firstPlace)).json(solution);
  } catch (error) {
    if (!gone.signal.aborted) throw error;
    req.log.info('the caller went away, and the solve was cancelled');
  } finally {
    res.off('close', leave);
  }
});
