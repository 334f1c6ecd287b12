import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { phoneShell } from './scripts/phone-shell.ts';

const web = (path: string): string => fileURLToPath(new URL(`web/${path}`, import.meta.url));
const driveWorker = 'drive/worker.js';

/** The web app; scripts/build.mjs builds the server with the same tool. Tests run both from source. */
export default defineConfig({
  root: 'web',
  plugins: [react(), phoneShell({ page: '/drive/', worker: driveWorker, leftOut: /map-view/ })],
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
      },
      output: {
        // A worker's name stays, since browsers ask for it by its name.
        entryFileNames: ({ name }) => (name === 'drive-worker' ? driveWorker : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { '/api': process.env['HUBWARD_URL'] ?? 'http://127.0.0.1:8080' } },
  test: {
    root: '.',
    include: ['tests/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    globalSetup: './tests/support/build-once.ts',
    maxWorkers: 2,
    reporters: ['default', './tests/support/summary-reporter.ts'],
  },
});
