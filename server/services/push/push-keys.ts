import { createECDH, createPrivateKey, sign } from 'node:crypto';
import type { PushKeys } from '#server/store/port.ts';

const holdsSeconds = 12 * 3600;

/** A key pair of P-256. */
export function makePushKeys(): PushKeys {
  const pair = createECDH('prime256v1');
  return {
    publicKey: pair.generateKeys('base64url'),
    privateKey: pair.getPrivateKey('base64url'),
  };
}

/**
 * The Authorization header by which a push service knows who sends (VAPID, RFC 8292). `subject`: an https or mailto address
 * of whoever runs the server; `now` in ms since 1970.
 */
export function authorizePush(endpoint: string, keys: PushKeys, subject: string, now: number): string {
  const claims = {
    aud: new URL(endpoint).origin,
    exp: Math.floor(now / 1000) + holdsSeconds,
    sub: subject,
  };
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ typ: 'JWT', alg: 'ES256' })}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key: keyOf(keys), dsaEncoding: 'ieee-p1363' });
  return `vapid t=${signed}.${signature.toString('base64url')}, k=${keys.publicKey}`;
}

function keyOf({ publicKey, privateKey }: PushKeys) {
  // 4, x and y, of 32 bytes each.
  const point = Buffer.from(publicKey, 'base64url');
  const coordinate = (at: number) => point.subarray(at, at + 32).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', d: privateKey, x: coordinate(1), y: coordinate(33) };
  return createPrivateKey({ key: jwk, format: 'jwk' });
}
