import { createHash } from 'node:crypto';
import type { Plugin, Rollup } from 'vite';

/**
 * Tells the service worker of a page that opens without signal which files the page starts from: all that its HTML loads,
 * now or later, save what is behind `leftOut` (the map, which is large and asked for by hand; other pages); and apart which
 * files those are.
 */
export function phoneShell({
  page,
  worker,
  leftOut,
}: {
  page: string;
  worker: string;
  leftOut: RegExp;
}): Plugin {
  return {
    name: `phone-shell ${page}`,
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter(
        (each): each is Rollup.OutputChunk => each.type === 'chunk',
      );
      const entry = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/web${page}index.html`));
      const script = chunks.find(({ fileName }) => fileName === worker);
      if (!entry || !script) throw new Error(`${page} or ${worker} is not built`);
      const files = [page, ...filesOf(entry, bundle, leftOut).map((file) => `/${file}`)];
      // Names under assets/ carry a digest of their content, so the list says it all but for the page itself.
      const version = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 12);
      const later = [...allOf(entry, bundle)]
        .map((file) => `/${file}`)
        .filter((file) => !files.includes(file));
      script.code = script.code.replaceAll('PHONE_SHELL', JSON.stringify({ version, page, files, later }));
    },
  };
}

/** With what is left out, and the workers that its code names. */
function allOf(entry: Rollup.OutputChunk, bundle: Rollup.OutputBundle): string[] {
  const files = filesOf(entry, bundle, null);
  const code = files
    .map((name) => bundle[name])
    .flatMap((each) => (each?.type === 'chunk' ? [each.code] : []));
  const named = Object.keys(bundle).filter(
    (name) => /^assets\/.*worker.*\.js$/.test(name) && code.some((text) => text.includes(name)),
  );
  return [...new Set([...files, ...named])];
}

function filesOf(entry: Rollup.OutputChunk, bundle: Rollup.OutputBundle, leftOut: RegExp | null): string[] {
  const files = new Set<string>();
  const take = (name: string): void => {
    const chunk = bundle[name];
    if (files.has(name) || chunk?.type !== 'chunk' || leftOut?.test(name)) return;
    files.add(name);
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) take(next);
  };
  take(entry.fileName);
  return [...files].sort();
}
