import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import type { PushSubscription } from '#server/contract/booking.ts';

/** A push service, and a browser that takes notices from it and reads them. */
export async function openPushService() {
  const answer = { status: 201 };
  const taken: { headers: NodeJS.Dict<string | string[]>; message: { tag: string; body: string } }[] = [];
  const browser = createECDH('prime256v1');
  const p256dh = browser.generateKeys('base64url');
  const auth = randomBytes(16);
  const read = (body: Buffer): string => {
    const [salt, sender, encrypted] = [body.subarray(0, 16), body.subarray(21, 86), body.subarray(86)];
    const derive = (from: Uint8Array, by: Buffer, info: string | Buffer, bytes: number) =>
      new Uint8Array(hkdfSync('sha256', from, by, info, bytes));
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender]);
    const shared = derive(browser.computeSecret(sender), auth, info, 32);
    const key = derive(shared, salt, 'Content-Encoding: aes128gcm\0', 16);
    const decipher = createDecipheriv(
      'aes-128-gcm',
      key,
      derive(shared, salt, 'Content-Encoding: nonce\0', 12),
    );
    decipher.setAuthTag(encrypted.subarray(-16));
    const padded = Buffer.concat([decipher.update(encrypted.subarray(0, -16)), decipher.final()]);
    return padded.subarray(0, -1).toString();
  };
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      if (answer.status < 300) {
        taken.push({ headers: req.headers, message: JSON.parse(read(Buffer.concat(chunks))) });
      }
      res.writeHead(answer.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const subscription: PushSubscription = {
    endpoint: `http://127.0.0.1:${address.port}/send/abc`,
    keys: { p256dh, auth: auth.toString('base64url') },
    locale: 'en',
  };
  return { answer, taken, subscription, words: () => taken.splice(0).map(({ message }) => message.body) };
}
