import type { Locale } from '#server/contract/basics.ts';
import type { PushSubscription as Wanted } from '#server/contract/booking.ts';
import { api } from '../api.ts';

/** Whether this browser could take notices of a server that sends them, and whether she has let it. */
export function pushPermission(key: string | null): NotificationPermission | null {
  const isAble = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  return key !== null && isAble ? Notification.permission : null;
}

/** Asks her, and tells the server where this browser takes notices. False: she has said no. */
export async function takeNotices(key: string, locale: Locale): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription =
    (await subscriptionBy(key)) ??
    (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) }));
  const { endpoint, keys } = subscription.toJSON() as Pick<Wanted, 'endpoint' | 'keys'>; // as the Push API has it
  await api.subscribePush({ endpoint, keys, locale });
  return true;
}

/** Whether notices come to this browser. */
export async function hasNotices(key: string): Promise<boolean> {
  return (await subscriptionBy(key)) !== null;
}

export async function stopNotices(key: string): Promise<void> {
  await api.unsubscribePush();
  await (await subscriptionBy(key))?.unsubscribe();
}

/** One that was made with another key is of no use any more, as after the server's data were made anew. */
async function subscriptionBy(key: string): Promise<PushSubscription | null> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const found = await pushManager.getSubscription();
  const madeWith = found?.options.applicationServerKey;
  if (!found || !madeWith || isSame(new Uint8Array(madeWith), bytesOf(key))) return found;
  await found.unsubscribe();
  return null;
}

const isSame = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
