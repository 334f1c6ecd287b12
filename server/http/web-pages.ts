import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { UserError } from '#server/domain/user-error.ts';

/**
 * The built web app: files as they are, and an index.html for every address of a page: that of the folder which the
 * address begins with where it has one of its own, else the desk's.
 */
export function webPages(folder: string | null): RequestHandler {
  const router = Router();
  if (folder !== null) {
    const root = folder.replace(/[/\\]$/, '');
    router.use(
      compressed(root),
      express.static(root, {
        index: false,
        redirect: false,
        setHeaders: (res, file) => keepHashed(res, root, file),
      }),
      (req, res, next) => {
        if (!isPage(req.method, req.path)) {
          next();
          return;
        }
        const first = req.path.split('/')[1] ?? '';
        const own = /^[a-z]+$/.test(first) && existsSync(join(root, first, 'index.html'));
        // A service worker's scope ends in a slash.
        if (own && req.path === `/${first}`) res.redirect(308, `/${first}/`);
        else
          res.set('Cache-Control', 'no-cache').sendFile(own ? `${first}/index.html` : 'index.html', { root });
      },
    );
  }
  router.use(() => {
    throw new UserError('NOT_FOUND', 'There is no such page or file.');
  });
  return router;
}

/** Files that the build has beside themselves as NAME.gz go out so to whoever reads that: a phone's signal is thin. */
function compressed(root: string): RequestHandler {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll(sep, '/'),
  );
  const zipped = new Set(names.filter((name) => name.endsWith('.gz')).map((name) => `/${name.slice(0, -3)}`));
  return (req, res, next) => {
    const isRead = req.method === 'GET' || req.method === 'HEAD';
    if (!isRead || !zipped.has(req.path)) {
      next();
      return;
    }
    res.vary('Accept-Encoding');
    if (req.acceptsEncodings('gzip') !== 'gzip') {
      next();
      return;
    }
    res.type(req.path.slice(req.path.lastIndexOf('.'))).set('Content-Encoding', 'gzip');
    keepHashed(res, root, join(root, req.path));
    res.sendFile(`${req.path}.gz`, { root, acceptRanges: false, cacheControl: false });
  };
}

function keepHashed(
  res: { setHeader(name: string, value: string): unknown },
  root: string,
  file: string,
): void {
  // Names under assets/ carry a digest of their content.
  const isHashed = file.startsWith(`${root}${sep}assets${sep}`);
  res.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}

/** A missing file must not come back as a page, or a browser would run HTML as a script. */
function isPage(method: string, path: string): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  return !path.startsWith('/assets/') && !path.slice(path.lastIndexOf('/')).includes('.');
}
