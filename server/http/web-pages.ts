import { sep } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { UserError } from '#server/domain/user-error.ts';

/** Pages that are apps of their own, by where their addresses begin. */
const ownApps = ['/drive/'];

/** The built web app: files as they are, and index.html for every address of a page. */
export function webPages(folder: string | null): RequestHandler {
  const router = Router();
  if (folder !== null) {
    router.use(
      express.static(folder, {
        index: false,
        redirect: false,
        setHeaders: (res, file) => {
          // Names under assets/ carry a digest of their content.
          const isHashed = file.startsWith(`${folder.replace(/[/\\]$/, '')}${sep}assets${sep}`);
          res.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
        },
      }),
      (req, res, next) => {
        if (!isPage(req.method, req.path)) {
          next();
          return;
        }
        const app = ownApps.find((start) => `${req.path}/`.startsWith(start)) ?? '/';
        res.set('Cache-Control', 'no-cache').sendFile(`${app.slice(1)}index.html`, { root: folder });
      },
    );
  }
  router.use(() => {
    throw new UserError('NOT_FOUND', 'There is no such page or file.');
  });
  return router;
}

/** A missing file must not come back as a page, or a browser would run HTML as a script. */
function isPage(method: string, path: string): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  return !path.startsWith('/assets/') && !path.slice(path.lastIndexOf('/')).includes('.');
}
