import { createHmac } from 'node:crypto';

/** HMAC-SHA256 of "TIMESTAMP.BODY" by the webhook's secret, in hex; the timestamp is in whole seconds. */
export function signCall(secret: string, timestamp: number, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}
