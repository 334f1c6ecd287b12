import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformWithOxc, type Plugin } from 'vite';

const source = fileURLToPath(new URL('../../web/book/service-worker.ts', import.meta.url));
const page = 'book/index.html';
const words = '/web/book/messages/';

/** Writes the booking page's service worker, with the files that the page needs without signal: not the map. */
export function bookWorker(): Plugin {
  return {
    name: 'hubward-book-worker',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const files = new Set<string>();
      const visit = (fileName: string): void => {
        const chunk = bundle[fileName];
        if (chunk?.type !== 'chunk' || files.has(fileName)) return;
        files.add(fileName);
        for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css);
        for (const name of chunk.imports) visit(name);
        for (const name of chunk.dynamicImports) if (isWords(bundle[name])) visit(name);
      };
      const entry = Object.values(bundle).find(
        (file) => file.type === 'chunk' && file.isEntry && (file.facadeModuleId ?? '').endsWith(page),
      );
      if (!entry) return;
      visit(entry.fileName);
      const addresses = [...files].sort().map((name) => `/${name}`);
      const build = createHash('sha256').update(addresses.join('\n')).digest('hex').slice(0, 12);
      const { code } = await transformWithOxc(readFileSync(source, 'utf8'), source);
      this.emitFile({
        type: 'asset',
        fileName: 'book/sw.js',
        source: code
          .replaceAll('BOOK_FILES', JSON.stringify(addresses))
          .replaceAll('BOOK_BUILD', JSON.stringify(build)),
      });
    },
  };
}

const isWords = (file: { type: string; facadeModuleId?: string | null } | undefined): boolean =>
  file?.type === 'chunk' && (file.facadeModuleId ?? '').includes(words);
