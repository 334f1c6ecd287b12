import { describe, expect, it } from 'vitest';
import { edit } from '#server/contract/edit.ts';
import { mostOfLoad } from '#server/contract/load-bounds.ts';
import { programDraft } from '#server/contract/program.ts';
import { quoteDraft } from '#server/contract/quote.ts';
import { requestDraft } from '#server/contract/request.ts';
import { standingDraft } from '#server/contract/standing.ts';

const draft = { date: '2026-03-02', place: 'Tả Phìn', lat: 22.3, lon: 103.2 };
const replaced = {
  taken: (load: object) => {
    const part = { kg: 1, crates: 1, parcels: 1, ...load };
    const becomes = { stop: 'r1', requests: [{ request: 'r1', part }] };
    const replace = { type: 'replace', runs: [], vehicles: [], stops: [{ stop: 'r1', becomes }] };
    return edit.safeParse(replace).success && edit.safeParse({ type: 'several', edits: [replace] }).success;
  },
};
const taking = {
  'a booking': { taken: (load: object) => requestDraft.safeParse({ ...draft, kg: 10, ...load }).success },
  'a program’s booking': {
    taken: (load: object) => programDraft.safeParse({ ...draft, kg: 10, ...load }).success,
  },
  'a quote': { taken: (load: object) => quoteDraft.safeParse({ ...draft, kg: 10, ...load }).success },
  'a pickup that comes again': {
    taken: (load: object) =>
      standingDraft.safeParse({ ...draft, kg: 10, weekdays: [0], starts_on: draft.date, ...load }).success,
  },
  'a part that an edit makes': replaced,
};

describe.each(Object.entries(taking))('%s', (_name, { taken }) => {
  it.each(Object.entries(mostOfLoad))(
    'takes as many %s as a list may bring, and no more',
    (dimension, most) => {
      expect([taken({ [dimension]: most }), taken({ [dimension]: most + 1 })]).toEqual([true, false]);
      expect(taken({ [dimension]: 1e300 })).toBe(false);
    },
  );
});
