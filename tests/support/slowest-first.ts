import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, by where they are; the first that matches counts. */
const slow = [
  /\/kill\.test\.ts$/,
  /\/scenario\//,
  /\.browser\.test\.ts$/,
  /\/cli\//,
  /\/(services|region|routing)\//,
];

/**
 * Begins with what takes longest, so that the workers end together; a fresh checkout knows no durations. Files that have
 * a worker each come before all, since one that is shared ends where such a file is next.
 */
export default class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification) => {
      const found = slow.findIndex((pattern) => pattern.test(moduleId));
      const place = found === -1 ? slow.length : found;
      return project.config.isolate ? place : place + slow.length + 1;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
