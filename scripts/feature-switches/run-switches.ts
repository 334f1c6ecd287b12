import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildKernel } from '../build-kernel.mjs';
import type { FeatureSwitch } from './feature-switch.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const testFolder = 'tests/planner/features';
/** After so long a run of one test file has no answer. */
const mostMilliseconds = 120_000;

/** What the feature's test does while the search ignores the feature. */
export interface SwitchResult {
  readonly feature: FeatureSwitch;
  readonly hasFailed: boolean;
  /** The first line of what the test says, or why there is none. */
  readonly message: string;
}

interface TestResult {
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/**
 * Makes each change in a copy of the planner outside the repository and runs the feature's test file there, one after
 * the other; tells each result as it is known. Throws where a test fails without a change.
 */
export async function runSwitches(
  switches: readonly FeatureSwitch[],
  tell: (result: SwitchResult) => void,
): Promise<SwitchResult[]> {
  const copy = makeCopy();
  try {
    await buildKernel(join(copy, 'dist/server/kernel.wasm'));
    const files = [...new Set(switches.map(({ testFile }) => testFile))];
    const failing = files.flatMap((file) => runTests(copy, file)).filter(({ status }) => status !== 'passed');
    if (failing.length > 0) throw new Error(`fails without a change: ${failing[0]!.title}`);
    return switches.map((each) => {
      const result = runSwitch(copy, each);
      tell(result);
      return result;
    });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** The planner with what it needs and its tests; packages are those of the repository. */
function makeCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), 'hubward-features-'));
  for (const folder of ['server/domain', 'server/kernel', 'server/planner', 'tests/planner']) {
    mkdirSync(join(copy, folder), { recursive: true });
    cpSync(join(root, folder), join(copy, folder), { recursive: true });
  }
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  writeFileSync(
    join(copy, 'vitest.config.ts'),
    `export default { cacheDir: '.vite', test: { maxWorkers: 1 } };\n`,
  );
  return copy;
}

function runSwitch(copy: string, feature: FeatureSwitch): SwitchResult {
  const path = join(copy, 'server/planner', feature.file);
  const source = readFileSync(path, 'utf8');
  if (source.split(feature.find).length !== 2)
    throw new Error(`${feature.file} has not once: ${feature.find}`);
  writeFileSync(
    path,
    source.replace(feature.find, () => feature.replace),
  );
  try {
    const result = runTests(copy, feature.testFile).find(({ title }) => title === feature.test);
    if (!result) throw new Error(`${feature.testFile} has no test: ${feature.test}`);
    const message = (result.failureMessages[0] ?? '').split('\n')[0]!;
    return { feature, hasFailed: result.status === 'failed', message };
  } finally {
    writeFileSync(path, source);
  }
}

function runTests(copy: string, file: string): TestResult[] {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const options = ['--reporter=json', `--outputFile=${report}`, '--config', 'vitest.config.ts'];
  try {
    execFileSync(process.execPath, [vitest, 'run', `${testFolder}/${file}`, ...options], {
      cwd: copy,
      stdio: 'ignore',
      timeout: mostMilliseconds,
    });
  } catch (error) {
    // failing tests are what is looked for; without a report there was no answer
    if (!(error instanceof Error && 'status' in error && error.status === 1)) throw error;
  }
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { assertionResults: TestResult[] }[];
  };
  return testResults.flatMap(({ assertionResults }) => assertionResults);
}
