import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, by where they are; the first that matches counts. */
const slow = [
  /\/kill\.test\.ts$/,
  /\/scenario\//,
  /\.browser\.test\.ts$/,
  /\/cli\//,
  /\/(services|region|routing)\//,
];

/** Begins with what takes longest, so that the workers end together; a fresh checkout knows no durations. */
export default class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = slow.findIndex((pattern) => pattern.test(moduleId));
      return found === -1 ? slow.length : found;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
