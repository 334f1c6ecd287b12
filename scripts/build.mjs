// Builds the web app and the server into dist/, unless dist/ was built from the same sources.
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildKernel } from './build-kernel.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'dist/.sources');

const serverEntries = {
  main: 'server/main.ts',
  cli: 'server/cli/cli.ts',
  'solve-worker': 'server/solver-pool/solve-worker.ts',
  'valhalla-process': 'server/routing/valhalla/valhalla-process.ts',
  'region-import': 'server/region/region-import-process.ts',
};

/** Builds what is missing or stale, aside and moved when whole; says so only when there is something to do. */
export async function buildIfStale() {
  const stamp = sourcesStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  console.error('Building Hubward (only after a change of its sources) …');
  // Loaded only when needed: it takes as long as the whole start after it.
  const { build } = await import('vite');
  const part = mkdtempSync(join(root, '.dist-'));
  // Tests build the same as users do: under NODE_ENV=test the pages would be React's slow and large ones.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await buildWeb(build, join(part, 'web'));
    compressAll(join(part, 'web'));
    await buildServer(build, join(part, 'server'));
    writeFileSync(join(part, '.sources'), stamp);
    rmSync(join(root, 'dist'), { recursive: true, force: true });
    renameSync(part, join(root, 'dist'));
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
    rmSync(part, { recursive: true, force: true });
  }
}

function buildWeb(build, outDir) {
  return build({
    root: join(root, 'web'),
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir },
  });
}

/** A file that is sent to phones has itself compressed beside it, made once with all the time it takes. */
function compressAll(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = join(folder, name);
    if (!/\.(js|css|html|svg|json|webmanifest)$/.test(name)) continue;
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  }
}

async function buildServer(build, outDir) {
  await buildPrograms(build, serverEntries, outDir);
  copyMigrations(outDir);
}

function copyMigrations(outDir) {
  cpSync(join(root, 'server/store/migrations'), join(outDir, 'migrations'), { recursive: true });
}

/** The same with the kernel beside them. */
async function buildPrograms(build, entries, outDir) {
  await bundle(build, entries, outDir);
  await buildKernel(join(outDir, 'kernel.wasm'));
}

/** Packages with compiled parts, or that start threads and files of their own by where they lie. */
const keptApart = [
  'better-sqlite3',
  '@valhallajs/valhallajs',
  'osm-pbf-parser-node',
  'pino',
  'pino-http',
  'pino-roll',
];

/** Bundles programs for Node, each by its name and its source from the root, with what they share. */
async function bundle(build, entries, outDir) {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    // Of the other packages only what is used is read, in few files: a start takes a sixth less.
    ssr: { noExternal: true, external: keptApart },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(root, file)])),
        // Beside the entries, so that server/entry-file.ts finds them from any chunk.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}

/** Bundles a benchmark and the threads that solve, as the product is bundled, into a folder. */
export async function buildBenchmark(name, outDir) {
  const { build } = await import('vite');
  const entries = { [name]: `scripts/bench/${name}.ts`, 'solve-worker': serverEntries['solve-worker'] };
  await buildPrograms(build, entries, outDir);
}

/** Bundles programs that tests start, which use the store and not the kernel, into a folder. */
export async function buildTestPrograms(entries, outDir) {
  const { build } = await import('vite');
  await bundle(build, entries, outDir);
  copyMigrations(outDir);
}

function sourcesStamp() {
  const hash = createHash('sha256');
  for (const place of ['server', 'web', 'scripts', 'package-lock.json', 'vite.config.ts', 'tsconfig.json']) {
    addToStamp(hash, join(root, place));
  }
  return hash.digest('hex');
}

function addToStamp(hash, path) {
  // Benchmarks are no part of the product.
  if (path === join(root, 'scripts/bench')) return;
  const stat = statSync(path);
  if (!stat.isDirectory()) {
    hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(path).sort()) addToStamp(hash, join(path, name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildIfStale();
