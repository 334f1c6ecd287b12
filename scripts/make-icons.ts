// Draws the icons that a phone shows for the pages it has installed; needs Chromium (CHROMIUM_PATH).
//   npx tsx scripts/make-icons.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../tests/support/chromium.ts';

const publicFolder = fileURLToPath(new URL('../web/public/', import.meta.url));
/** The mark of the product on its ground, 32 units wide. */
const favicon = readFileSync(`${publicFolder}favicon.svg`, 'utf8');
const mark = favicon.replace(/^<svg[^>]*>|<\/svg>\s*$/g, '').replace(/<rect width="32"[^>]*>/, '');

/** Ground and way: two pages on one phone are told apart at a glance. */
const looks = {
  book: { ground: '#22563f', way: '#f4efe2', ends: '#e8b84a' },
  drive: { ground: '#e8b84a', way: '#22563f', ends: '#2b2a26' },
} as const;

/** Phones cut a maskable icon to their own shape: what counts is within four fifths of it. */
const kinds = [
  { name: 'icon-192', size: 192, isMaskable: false },
  { name: 'icon-512', size: 512, isMaskable: false },
  { name: 'maskable-512', size: 512, isMaskable: true },
] as const;

const browser = await launchChromium();
try {
  for (const [folder, look] of Object.entries(looks)) {
    for (const { name, size, isMaskable } of kinds) {
      const page = await browser.newPage({ viewport: { width: size, height: size } });
      await page.setContent(
        `<style>body{margin:0}svg{display:block}</style>${drawn(look, size, isMaskable)}`,
      );
      const bytes = await page.screenshot({ omitBackground: true });
      writeFileSync(`${publicFolder}${folder}/${name}.png`, bytes);
      await page.close();
    }
  }
} finally {
  await browser.close();
}

function drawn(look: (typeof looks)[keyof typeof looks], size: number, isMaskable: boolean): string {
  const colours = mark
    .replaceAll(looks.book.way, 'WAY')
    .replaceAll(looks.book.ends, look.ends)
    .replaceAll('WAY', look.way);
  const inner = isMaskable ? `<g transform="translate(3.6 3.6) scale(0.775)">${colours}</g>` : colours;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="${size}" height="${size}"><rect width="32" height="32" rx="${isMaskable ? 0 : 7}" fill="${look.ground}"/>${inner}</svg>`;
}
