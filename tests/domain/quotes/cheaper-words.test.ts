import { expect, it } from 'vitest';
import { cheaperWords } from '#server/domain/quotes/cheaper-words.ts';

const none = { date: null, place: null, vehicle: null, metres: null };
const write = { day: (date: string) => `<${date}>`, length: (metres: number) => `${metres} m` };

it.each([
  [{ ...none, kind: 'other_day', date: '03-03', place: 'Bản 7' }, 'on <03-03>, on the way with Bản 7'],
  [{ ...none, kind: 'other_day', date: '03-03' }, 'on <03-03>'],
  [{ ...none, kind: 'joint_pickup', date: '03-03' }, 'together with its pickup on <03-03>'],
  [{ ...none, kind: 'other_vehicle', vehicle: 'M-1' }, 'with M-1'],
  [{ ...none, kind: 'collection_point', metres: 1200, place: 'Bản 8' }, 'brought 1200 m to Bản 8'],
] as const)('%j', (way, said) => {
  expect(cheaperWords(way, 'en', write)).toBe(said);
});

it('leaves nothing out in any language', () => {
  const way = { ...none, kind: 'other_day', date: '03-03', place: 'Bản 7' } as const;
  for (const language of ['vi', 'zh-Hans', 'id'] as const) {
    expect(cheaperWords(way, language, write)).toMatch(/<03-03>.*Bản 7/);
  }
});
