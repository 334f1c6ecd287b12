import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { bookWorker } from './scripts/vite/book-worker.ts';

/** The web app; scripts/build.mjs builds the server with the same tool. Tests run both from source. */
export default defineConfig({
  root: 'web',
  plugins: [react(), bookWorker()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    sourcemap: true,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: ['web/index.html', 'web/book/index.html'],
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
