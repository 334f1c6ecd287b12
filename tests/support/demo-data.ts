import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startHubward } from './hubward-process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules/.cache/hubward-tests');

/** A fresh data directory as a first start leaves it: the demo county, its hub, fleet and today's requests. */
export async function demoDataDir(): Promise<{ dataDir: string; remove: () => void }> {
  const template = await demoTemplate();
  const dataDir = mkdtempSync(join(tmpdir(), 'hubward-demo-'));
  cpSync(template, dataDir, { recursive: true });
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Made once per build and day by a real first start; the requests are for today. */
async function demoTemplate(): Promise<string> {
  const stampFile = join(root, 'dist/.sources');
  const day = new Date().toISOString().slice(0, 13);
  const sources = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : 'not built yet';
  const name = createHash('sha256').update(`${sources} ${day}`).digest('hex').slice(0, 16);
  const template = join(cache, name);
  if (existsSync(template)) return template;
  mkdirSync(cache, { recursive: true });
  const part = mkdtempSync(join(cache, 'making-'));
  const hubward = await startHubward(part);
  await hubward.stop();
  try {
    renameSync(part, template);
  } catch (error) {
    // Another test worker was faster; its template is as good.
    if (!existsSync(template)) throw error;
    rmSync(part, { recursive: true, force: true });
  }
  return template;
}
