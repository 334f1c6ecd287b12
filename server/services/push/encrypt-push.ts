import { createCipheriv, createECDH, hkdfSync } from 'node:crypto';

const recordBytes = 4096;
/** Of the last record (RFC 8188). */
const lastDelimiter = 2;

/** The browser's public key and its secret, base64url, as its Push API gives them. */
export interface BrowserKeys {
  readonly p256dh: string;
  readonly auth: string;
}

/**
 * The body of a push message that its browser alone can read: `aes128gcm` of RFC 8188 with the keys of RFC 8291. The key
 * and the salt (16 bytes) are of this one message. Throws where the browser's key is no point of P-256.
 */
export function encryptPush(
  text: string,
  { p256dh, auth }: BrowserKeys,
  { privateKey, salt }: { readonly privateKey: Buffer; readonly salt: Buffer },
): Buffer {
  const browserKey = Buffer.from(p256dh, 'base64url');
  const own = createECDH('prime256v1');
  own.setPrivateKey(privateKey);
  const ownKey = own.getPublicKey();
  const derive = (from: Uint8Array, by: Buffer, info: string | Buffer, bytes: number) =>
    new Uint8Array(hkdfSync('sha256', from, by, info, bytes));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browserKey, ownKey]);
  const shared = derive(own.computeSecret(browserKey), Buffer.from(auth, 'base64url'), info, 32);
  const key = derive(shared, salt, 'Content-Encoding: aes128gcm\0', 16);
  const nonce = derive(shared, salt, 'Content-Encoding: nonce\0', 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const header = Buffer.alloc(5);
  header.writeUInt32BE(recordBytes);
  header.writeUInt8(ownKey.length, 4);
  return Buffer.concat([
    salt,
    header,
    ownKey,
    cipher.update(text),
    cipher.update(Buffer.of(lastDelimiter)),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}
