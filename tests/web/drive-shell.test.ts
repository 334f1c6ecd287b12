import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const dist = new URL('../../dist/web/', import.meta.url);

describe('what the driver’s page starts from', () => {
  it('is less than 120 kB of compressed JavaScript, all its languages among them', () => {
    const worker = readFileSync(new URL('drive/worker.js', dist), 'utf8');
    const [, files = ''] = /"files":\[([^\]]*)\]/.exec(worker) ?? [];
    const scripts = [...files.matchAll(/"\/(assets\/[^"]+\.js)"/g)].map(([, name]) => name!);
    expect(scripts.length).toBeGreaterThan(4);
    const bytes = scripts.map((name) => readFileSync(new URL(`${name}.gz`, dist)).length);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(120_000);
  });
});
