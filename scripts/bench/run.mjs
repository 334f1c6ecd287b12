/**
 * Bundles a benchmark as the product is bundled and runs it: from source, the tool that strips types slows the hot code.
 * usage: npm run bench -- planner|micro|hub-day|desk|desk-server|costs|costs-page|quotes|quotes-season|desk-page|book-page|bookings|drive [options]
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBenchmark } from '../build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [name = '', ...options] = process.argv.slice(2);
const bundled = ['planner', 'micro', 'hub-day', 'desk', 'desk-server', 'costs', 'quotes'];
/** Their hot code is elsewhere: in the browser, or in processes that the product starts. */
const fromSource = ['desk-page', 'costs-page', 'book-page', 'bookings', 'quotes-season', 'drive'];
if (![...bundled, ...fromSource].includes(name)) {
  console.error(`usage: npm run bench -- ${[...bundled, ...fromSource].join('|')} [options]`);
  process.exit(2);
}
if (fromSource.includes(name)) process.exit(await run(['--import', 'tsx', `scripts/bench/${name}.ts`]));
// Below node_modules, so that the bundle finds the packages that it imports; one folder each, so that two can run.
const cache = join(root, 'node_modules/.cache');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'hubward-bench-'));
try {
  await buildBenchmark(name, folder);
  process.exitCode = await run([join(folder, `${name}.js`)]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Exit code of the benchmark; relative paths among its options count from the project's root. */
function run(program) {
  const argv = ['--expose-gc', '--max-old-space-size=8192', ...program, ...options];
  const child = spawn(process.execPath, argv, { cwd: root, stdio: 'inherit' });
  // The terminal sends these to the child too: it is waited for, so that the bundle is removed after it.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
