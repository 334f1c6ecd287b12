import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { HttpConfig } from './config.ts';

/**
 * Headers of every answer. Scripts and styles come from here alone, none inline: React and MapLibre set styles
 * through the CSSOM, which style-src does not touch. MapLibre starts its worker from a blob and decodes images
 * through blobs; its stylesheet has data: icons.
 */
export function securityHeaders({ publicUrl, mapStyleUrl }: HttpConfig): RequestHandler[] {
  const isHttps = publicUrl?.startsWith('https:') ?? false;
  const mapOrigin = mapStyleUrl === null ? [] : [new URL(mapStyleUrl).origin];
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'self'"],
          'script-src': ["'self'"],
          'script-src-attr': ["'none'"],
          'style-src': ["'self'"],
          'img-src': ["'self'", 'data:', 'blob:', ...mapOrigin],
          'connect-src': ["'self'", ...mapOrigin],
          'worker-src': ["'self'", 'blob:'],
          'font-src': ["'self'"],
          'object-src': ["'none'"],
          'base-uri': ["'none'"],
          'form-action': ["'self'"],
          'frame-ancestors': ["'none'"],
          // On plain http it would send every asset to a port where nobody listens.
          ...(isHttps ? { 'upgrade-insecure-requests': [] } : {}),
        },
      },
      strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
      // Not no-referrer: one-time links must not leave, but a same-origin form needs its Origin header.
      referrerPolicy: { policy: 'same-origin' },
      xFrameOptions: { action: 'deny' },
    }),
    (_req, res, next) => {
      res.set('Permissions-Policy', 'geolocation=(self), camera=(self), microphone=(), payment=(), usb=()');
      next();
    },
  ];
}
