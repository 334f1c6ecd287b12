import { expect, it } from 'vitest';
import { historyOf } from '#server/services/desk/history.ts';

type Step = Parameters<typeof historyOf>[0][number];

/** Versions from 2 on; a number stands for an undo or a redo of that version. */
function stepsOf(...kinds: (['edit' | 'solve'] | ['undo' | 'redo', number])[]): Step[] {
  return kinds.map(([kind, of], index) => ({ editVersion: index + 2, kind, of: of ?? null }));
}

it('takes the last step first, and makes it again first', () => {
  expect(historyOf([])).toEqual({ undo: null, redo: null });
  expect(historyOf(stepsOf(['edit'], ['solve']))).toEqual({ undo: { of: 3, step: 3 }, redo: null });
  expect(historyOf(stepsOf(['edit'], ['edit'], ['undo', 3]))).toEqual({
    undo: { of: 2, step: 2 },
    redo: { of: 3, step: 4 },
  });
  expect(historyOf(stepsOf(['edit'], ['edit'], ['undo', 3], ['undo', 2]))).toEqual({
    undo: null,
    redo: { of: 2, step: 5 },
  });
});

it('takes a step that was made again by the step that did it', () => {
  expect(historyOf(stepsOf(['edit'], ['undo', 2], ['redo', 2]))).toEqual({
    undo: { of: 2, step: 4 },
    redo: null,
  });
});

it('forgets what was taken back once something else is done', () => {
  expect(historyOf(stepsOf(['edit'], ['undo', 2], ['edit']))).toEqual({
    undo: { of: 4, step: 4 },
    redo: null,
  });
});
