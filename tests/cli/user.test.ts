import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { storeFile } from '#server/store/data-files.ts';
import { openStore } from '#server/store/open-store.ts';
import { runHubward } from '../support/hubward-process.ts';

it.each([
  [{ HOST: '::1', PORT: '9000' }, 'http://[::1]:9000'],
  [{ PUBLIC_URL: 'https://hub.example.org' }, 'https://hub.example.org'],
])('prints a link that opens where the server is: %o', async (env, address) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hubward-user-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const store = openStore({ file: storeFile(dataDir), now: () => '2026-03-01T22:00:00Z' });
  await store.people.add({
    id: 'mai',
    name: 'Lò Thị Mai',
    email: 'mai@example.org',
    locale: 'vi',
    roles: [],
    is_disabled: false,
    created_at: '2026-03-01T22:00:00Z',
  });
  store.close();
  const { code, stdout } = await runHubward(dataDir, ['user', 'reset', 'mai@example.org'], undefined, {
    env,
  });
  expect(code).toBe(0);
  expect(stdout.startsWith(`${address}/invite/`)).toBe(true);
});
