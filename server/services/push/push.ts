import { ECDH } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import webPush from 'web-push';
import type { Booking, PushSubscription } from '#server/contract/booking.ts';
import type { Member } from '#server/contract/cooperative.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Store, StoredSubscription } from '#server/store/port.ts';
import { showBookings } from '../booking/show-bookings.ts';
import { requireHub } from '../hubs.ts';
import { localDateOf } from '../planning/day-clock.ts';
import type { Services } from '../port.ts';
import { postCall, refusalOf } from '../webhooks/post-call.ts';
import { codeOf, isNews, noticeOf, writeNotice, writeSummary } from './notice.ts';

/** A notice is of no use after so long. */
const livesSeconds = 6 * 3600;
/** From so many on they are told as one. */
const fewest = 4;
const pageSize = 200;
/** As far back as the page shows bookings. */
const shownDays = 28;
/** Seconds to wait after tries in a row that fail; later ones wait as long as the last. */
const retrySeconds = [10, 60, 600, 3_600, 21_600] as const;
/** The browser takes no more: it was uninstalled, or its person has said no. */
const goneStatuses: ReadonlySet<number | null> = new Set([404, 410]);

/** Notices on phones that asked for them (Web Push), of what has become of their bookings since they were last told. */
export function makePush(deps: {
  store: Store;
  now: () => string;
  /** Where people reach the server, by which push services know whom to tell of trouble; null: nothing is sent. */
  publicUrl: string | null;
  /** As of webhooks: whether push services may be on this machine and its networks. */
  isPrivateAllowed: boolean;
  /** Told of push services that refuse what they are sent. */
  onRefused: (failure: string, session: string) => void;
}): Services['push'] {
  const { store } = deps;
  // Browsers take notices on https pages alone.
  const subject = deps.publicUrl?.startsWith('https:') ? deps.publicUrl : null;
  const { push, events, bookings, hubs } = store;

  /** Hers, and what she has tapped for others, of days from one on. */
  const listOf = async (hubId: string, member: Member, from: string, isOfDay = (_date: string) => true) => {
    const hub = await requireHub(hubs, hubId);
    const settings = (await hubs.settings(hubId))!; // of a hub that is there
    const all =
      member.role === 'grower'
        ? await bookings.listOfMember(hubId, member.id, from)
        : (await bookings.listOfCooperative(hubId, member.cooperative, from)).filter(
            ({ member: whose, by }) => whose?.id === member.id || by?.id === member.id,
          );
    const found = all.filter(({ request }) => isOfDay(request.date));
    return { hub, bookings: await showBookings(store, { hub, settings, now: deps.now() }, found) };
  };

  /** Days that the hub's log tells of after an event, and its last. */
  const readOn = async (hub: string, after: number) => {
    const dates = new Set<string>();
    let seq = after;
    for (;;) {
      const page = await events.listAfter(hub, seq, pageSize);
      for (const { event } of page) if ('date' in event.data) dates.add(event.data.date);
      seq = page.at(-1)?.seq ?? seq;
      if (page.length < pageSize) return { dates, seq };
    }
  };

  const ownKeys = () => push.keys(webPush.generateVAPIDKeys);

  /** Whether it was taken. Rejects with nothing: a push service that is away is tried again. */
  const send = async ({ endpoint, keys, session }: StoredSubscription, message: object, from: string) => {
    const request = webPush.generateRequestDetails({ endpoint, keys }, JSON.stringify(message), {
      vapidDetails: { subject: from, ...(await ownKeys()) },
      TTL: livesSeconds,
      urgency: 'high',
    });
    const { status, failure } = await postCall(
      endpoint,
      request.headers,
      request.body,
      deps.isPrivateAllowed,
    );
    if (failure !== null && !goneStatuses.has(status)) deps.onRefused(failure, session);
    return { isTaken: failure === null, isGone: goneStatuses.has(status) };
  };

  const tell = async (to: StoredSubscription, from: string): Promise<void> => {
    const { dates, seq } = await readOn(to.hub, to.seq);
    const [first] = [...dates].sort();
    if (first === undefined)
      return push.noteTold(to.session, { seq, told: to.told, tries: 0, dueAt: deps.now() });
    const { hub, bookings: shown } = await listOf(to.hub, to.member, first, (date) => dates.has(date));
    const products = await hubs.products(to.hub);
    const news = shown.flatMap((booking) => {
      const notice = noticeOf(booking);
      return isNews(notice, to.told[booking.id] ?? '') ? [{ booking, notice }] : [];
    });
    const messages =
      news.length < fewest
        ? news.map(({ booking, notice }) => ({
            of: [booking],
            tag: booking.id,
            body: writeNotice(notice, booking, { hub, products, locale: to.locale }),
          }))
        : [
            {
              of: news.map(({ booking }) => booking),
              tag: 'several',
              body: writeSummary(news.length, to.locale),
            },
          ];
    const told = { ...to.told };
    for (const { of, ...message } of messages) {
      const { isTaken, isGone } = await send(to, { title: hub.name, ...message }, from);
      if (isGone) return push.unsubscribe(to.session);
      if (!isTaken) {
        const wait = retrySeconds[to.tries] ?? retrySeconds.at(-1)!; // it has some
        const dueAt = new Date(Date.parse(deps.now()) + wait * 1000).toISOString();
        return push.noteTold(to.session, { seq: to.seq, told, tries: to.tries + 1, dueAt });
      }
      Object.assign(told, codesOf(of));
    }
    return push.noteTold(to.session, { seq, told, tries: 0, dueAt: deps.now() });
  };

  return {
    key: async () => (subject === null ? null : (await ownKeys()).publicKey),

    subscribe: async ({ session, hub, member }, subscription) => {
      refuseUnusable(subscription, deps.isPrivateAllowed);
      const seq = await events.lastSeq(hub);
      const { timezone } = await requireHub(hubs, hub);
      const today = Temporal.PlainDate.from(localDateOf(deps.now(), timezone));
      // What is so by now she sees on the page.
      const { bookings: shown } = await listOf(hub, member, today.subtract({ days: shownDays }).toString());
      const told = codesOf(shown);
      await push.subscribe(session, { ...subscription, seq, told });
    },
    unsubscribe: (session) => push.unsubscribe(session),

    turn: async () => {
      if (subject === null) return;
      for (const each of await push.listDue(deps.now())) await tell(each, subject);
    },
  };
}

/** @throws UserError PUSH_REFUSED */
function refuseUnusable({ endpoint, keys }: PushSubscription, isPrivateAllowed: boolean): void {
  const refusal = refusalOf(endpoint, isPrivateAllowed);
  if (refusal !== null) throw new UserError('PUSH_REFUSED', `Not called: ${refusal}.`);
  try {
    ECDH.convertKey(keys.p256dh, 'prime256v1', 'base64url');
  } catch (cause) {
    throw new UserError('PUSH_REFUSED', 'p256dh is no key of P-256.', { cause });
  }
}

const codesOf = (bookings: readonly Booking[]): Record<string, string> =>
  Object.fromEntries(bookings.map((booking) => [booking.id, codeOf(noticeOf(booking))]));
