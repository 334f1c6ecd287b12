import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { phoneShell } from './scripts/phone-shell.ts';
import SlowestFirst from './tests/support/slowest-first.ts';

const web = (path: string): string => fileURLToPath(new URL(`web/${path}`, import.meta.url));
/** A worker's name stays, since browsers ask for it by its name. */
const workers: Readonly<Record<string, string>> = {
  'drive-worker': 'drive/worker.js',
  'book-worker': 'book/worker.js',
  'receiving-worker': 'hubs/receiving-worker.js',
};

/** What the pages on phones start from, of what the desk has too. */
const phoneParts =
  /web\/shared\/(i18n\/(format|locales)|phone\/|ui\/(icon|tokens))|server\/domain\/product-name|modulepreload-polyfill|preload-helper/;

/** Tests that stub a browser's globals, and those that start browsers and programs, have a process each; all others share theirs. */
const testsAlone = ['tests/{web,e2e,scenario,cli}/**/*.test.ts', 'tests/**/kill.test.ts'];

/** The web app; scripts/build.mjs builds the server with the same tool. Tests run both from source, but for built processes and threads. */
export default defineConfig({
  root: 'web',
  plugins: [
    react(),
    phoneShell({ page: '/drive/', worker: 'drive/worker.js', leftOut: /run-map/ }),
    phoneShell({ page: '/book/', worker: 'book/worker.js', leftOut: /pin-map/ }),
    // Of the desk the receiving page alone opens without signal.
    phoneShell({
      page: '/',
      worker: 'hubs/receiving-worker.js',
      leftOut: /assets\/(?!receiving-)[a-z-]+-page-/,
    }),
  ],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    sourcemap: true,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: {
        desk: web('index.html'),
        drive: web('drive/index.html'),
        'drive-worker': web('drive/service-worker/worker.ts'),
        book: web('book/index.html'),
        'book-worker': web('book/service-worker/worker.ts'),
        'receiving-worker': web('dispatch/receiving/service-worker/worker.ts'),
      },
      output: {
        entryFileNames: ({ name }) => workers[name] ?? 'assets/[name]-[hash].js',
        // Each file costs a phone on a thin signal a round trip: what it starts from comes in few of them.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\/|rolldown\/runtime/ },
            { name: 'phone', test: phoneParts },
            {
              name: 'book-page',
              test: /web\/book\/(?!index|main|many|more\/mates|home\/receipt|flow\/pin-map|messages\/|service-worker)/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': process.env['HUBWARD_URL'] ?? 'http://127.0.0.1:8080' } },
  test: {
    root: '.',
    alias: {
      '#server/entry-file.ts': fileURLToPath(new URL('tests/support/built-entry-file.ts', import.meta.url)),
    },
    testTimeout: 30_000,
    hookTimeout: 120_000,
    globalSetup: './tests/support/build-once.ts',
    maxWorkers: 2,
    sequence: { sequencer: SlowestFirst },
    projects: [
      { extends: true, test: { name: 'alone', include: testsAlone } },
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['tests/**/*.test.ts'],
          exclude: testsAlone,
          isolate: false,
        },
      },
    ],
    reporters: ['default', './tests/support/summary-reporter.ts'],
  },
});
