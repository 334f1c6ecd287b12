import type { SetName } from './cases.ts';
import { gapPercent, mean, type Outcome } from './outcome.ts';
import type { Figures } from './peer-figures.ts';

/** What a set must come to at a limit. Gaps are those of the median over seeds, in %; never more unserved than the reference. */
export interface Requirement {
  readonly set: SetName;
  readonly seconds: number;
  /** Mean over the cases that serve as many as the reference. */
  readonly meanAtMost: number;
  /** Absent: any. */
  readonly eachAtMost?: number;
  /** The reference is our own result after so many seconds. */
  readonly against?: number;
}

export const requirements: readonly Requirement[] = [
  { set: 'x', seconds: 10, meanAtMost: 0.42, eachAtMost: 0.9 },
  { set: 'x', seconds: 30, meanAtMost: 0.28, eachAtMost: 0.6 },
  { set: 'tw', seconds: 10, meanAtMost: 0.4, eachAtMost: 1 },
  { set: 'rural200', seconds: 10, meanAtMost: -2.2, eachAtMost: 0 },
  { set: 'rural500', seconds: 20, meanAtMost: -4, eachAtMost: 0 },
  { set: 'rural500', seconds: 1, meanAtMost: 0 },
  { set: 'far', seconds: 10, meanAtMost: -2 },
  { set: 'large', seconds: 60, meanAtMost: 1.5, against: 600 },
];

export interface Verdict {
  readonly requirement: Requirement;
  /** Null where not every case of the set was solved. */
  readonly holds: boolean | null;
  /** Null where no case serves as many as its reference. */
  readonly meanGap: number | null;
  readonly worst: { readonly name: string; readonly gap: number } | null;
  /** Cases that leave out more than their reference, and fewer. */
  readonly moreUnserved: readonly string[];
  readonly fewerUnserved: readonly string[];
  /** The least number of seeds that a case was solved with. */
  readonly seeds: number;
}

interface Case {
  readonly name: string;
  readonly reference: Figures | null;
}

/** Holds the outcomes of a set against a requirement; outcomes of one number of threads. */
export function judge(
  requirement: Requirement,
  cases: readonly Case[],
  outcomes: readonly Outcome[],
): Verdict {
  const find = (name: string, seconds: number) =>
    outcomes.find((outcome) => outcome.name === name && outcome.seconds === seconds);
  const pairs = cases.flatMap(({ name, reference }) => {
    const outcome = find(name, requirement.seconds);
    const own = requirement.against === undefined ? null : find(name, requirement.against)?.median;
    const against = own === null ? reference : own;
    return outcome && against ? [{ name, outcome, against }] : [];
  });
  const gaps = pairs.flatMap(({ name, outcome, against }) => {
    const gap = gapPercent(outcome.median, against);
    return gap === null ? [] : [{ name, gap }];
  });
  const namesWhere = (isSo: (ours: number, theirs: number) => boolean) =>
    pairs
      .filter(({ outcome, against }) => isSo(outcome.median.unserved, against.unserved))
      .map(({ name }) => name);
  const meanGap = mean(gaps.map(({ gap }) => gap));
  const worst = gaps.reduce<Verdict['worst']>(
    (most, each) => (most && most.gap >= each.gap ? most : each),
    null,
  );
  const moreUnserved = namesWhere((ours, theirs) => ours > theirs);
  const isKept =
    moreUnserved.length === 0 &&
    (meanGap ?? Number.NEGATIVE_INFINITY) <= requirement.meanAtMost &&
    (worst?.gap ?? Number.NEGATIVE_INFINITY) <= (requirement.eachAtMost ?? Number.POSITIVE_INFINITY);
  return {
    requirement,
    holds: pairs.length === cases.length ? isKept : null,
    meanGap,
    worst,
    moreUnserved,
    fewerUnserved: namesWhere((ours, theirs) => ours < theirs),
    seeds: Math.min(...pairs.map(({ outcome }) => outcome.seeds.length)),
  };
}

/** What must hold, in words. */
export function describeRequirement({ meanAtMost, eachAtMost, against }: Requirement): string {
  const what = against === undefined ? 'mean' : `against ${against} s, mean`;
  const each = eachAtMost === undefined ? '' : `, each ≤ ${eachAtMost} %`;
  return `${what} ≤ ${String(meanAtMost).replace('-', '−')} %${each}`;
}
