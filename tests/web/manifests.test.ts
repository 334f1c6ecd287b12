import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../web/${path}`, import.meta.url));

interface Manifest {
  readonly id: string;
  readonly start_url: string;
  readonly scope: string;
  readonly display: string;
  readonly name: string;
  readonly icons: readonly {
    readonly src: string;
    readonly sizes: string;
    readonly type: string;
    readonly purpose?: string;
  }[];
}

/** Width and height stand at the beginning of a PNG. */
const sizeOf = (png: Buffer) => `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;

describe.each(['book', 'drive'])('the page at /%s/', (page) => {
  const manifest = JSON.parse(read(`public/${page}/app.webmanifest`).toString()) as Manifest;

  it('is a program of its own, which starts at itself and goes no further', () => {
    expect(manifest).toMatchObject({ id: `/${page}/`, start_url: `/${page}/`, scope: `/${page}/` });
    expect(manifest.display).toBe('standalone');
    expect(read(`${page}/index.html`).toString()).toContain(
      `<link rel="manifest" href="/${page}/app.webmanifest" />`,
    );
  });

  it('has the icons that phones ask for, as large as it says', () => {
    for (const { src, sizes, type } of manifest.icons) {
      const png = read(`public${src}`);
      expect([src, png.subarray(1, 4).toString(), type, sizeOf(png)]).toEqual([
        src,
        'PNG',
        'image/png',
        sizes,
      ]);
    }
    const ofAny = manifest.icons.filter(({ purpose }) => purpose === undefined);
    expect(ofAny.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
    expect(manifest.icons.map(({ purpose }) => purpose)).toContain('maskable');
  });
});

it('the two are told apart on one phone', () => {
  const [book, drive] = ['book', 'drive'].map(
    (page) => JSON.parse(read(`public/${page}/app.webmanifest`).toString()) as Manifest,
  );
  expect(book!.name).not.toBe(drive!.name);
  expect(read('public/book/icon-192.png').equals(read('public/drive/icon-192.png'))).toBe(false);
});
