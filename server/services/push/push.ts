import { ECDH } from 'node:crypto';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import webPush from 'web-push';
import type { Locale } from '#server/contract/basics.ts';
import type { Booking, PushSubscription } from '#server/contract/booking.ts';
import type { Member } from '#server/contract/cooperative.ts';
import type { Hub, HubSettings, Product } from '#server/contract/hub.ts';
import { UserError } from '#server/domain/user-error.ts';
import type { Store, StoredSubscription } from '#server/store/port.ts';
import { oldestShown, showBookings, type ShownFrom } from '../booking/show-bookings.ts';
import { isHeard } from '../booking/watch-bookings.ts';
import { requireHub } from '../hubs.ts';
import type { Services } from '../port.ts';
import { postCall, refusalOf } from '../webhooks/post-call.ts';
import { codeOf, isNews, type Notice, noticeOf, writeNotice, writeSummary } from './notice.ts';

/** A notice is of no use after so long. */
const livesSeconds = 6 * 3600;
/** From so many on they are told as one. */
const fewest = 4;
const pageSize = 200;
/** Phones that are called together. */
const callsAtOnce = 16;
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
  const { push, events, bookings } = store;

  /** Hers, and what she has tapped for others, of days from one on. */
  const listOf = async (hubId: string, member: Member, from: string) =>
    member.role === 'grower'
      ? bookings.listOfMember(hubId, member.id, from)
      : (await bookings.listOfCooperative(hubId, member.cooperative, from)).filter(
          ({ member: whose, by }) => whose?.id === member.id || by?.id === member.id,
        );

  const ownKeys = () => push.keys(webPush.generateVAPIDKeys);

  const call = async ({ endpoint, keys }: StoredSubscription, message: object, from: string) => {
    const request = webPush.generateRequestDetails({ endpoint, keys }, JSON.stringify(message), {
      vapidDetails: { subject: from, ...(await ownKeys()) },
      TTL: livesSeconds,
      urgency: 'high',
    });
    return postCall(endpoint, request.headers, request.body, deps.isPrivateAllowed);
  };

  /** Whether it was taken. A push service that is away is tried again. */
  const send = async (to: StoredSubscription, message: object, from: string) => {
    const { status, failure } = await call(to, message, from).catch((error: unknown) => {
      return { status: null, failure: String(error) };
    });
    if (failure !== null && !goneStatuses.has(status)) deps.onRefused(failure, to.session);
    return { isTaken: failure === null, isGone: goneStatuses.has(status) };
  };

  const backOff = (to: StoredSubscription): Promise<void> => {
    const wait = retrySeconds[to.tries] ?? retrySeconds.at(-1)!; // it has some
    const dueAt = new Date(Date.parse(deps.now()) + wait * 1000).toISOString();
    return push.noteTold(to, { seq: to.seq, told: to.told, tries: to.tries + 1, dueAt });
  };

  /** What it was told of bookings that its page still shows. */
  const toldStill = async ({ hub, member, told }: StoredSubscription, oldest: string) => {
    const shown = new Set((await listOf(hub, member, oldest)).map(({ request }) => request.id));
    return Object.fromEntries(Object.entries(told).filter(([id]) => shown.has(id)));
  };

  /** Whether there was nothing to tell, which is left to be noted. */
  const tell = async (
    due: StoredSubscription,
    { hub, settings, products, days, seq }: HubNews,
    { shownFrom, from }: { shownFrom: ShownFrom; from: string },
  ): Promise<boolean> => {
    const oldest = oldestShown(deps.now(), hub.timezone);
    const daysAfter = (read: number) =>
      [...days].flatMap(([date, last]) => (last > read && date >= oldest ? [date] : []));
    if (daysAfter(due.seq).length === 0) return true;
    // Others were told since it was listed.
    const to = await push.get(due.session, deps.now());
    if (to === null) return false;
    const changed = new Set(daysAfter(to.seq));
    const [first] = [...changed].sort();
    if (first === undefined) return true;
    const found = (await listOf(hub.id, to.member, first)).filter(({ request }) => changed.has(request.date));
    const news = (await showBookings(shownFrom, { hub, settings, now: deps.now() }, found)).flatMap(
      (booking) => {
        const notice = noticeOf(booking);
        return isNews(notice, to.told[booking.id] ?? '') ? [{ booking, notice }] : [];
      },
    );
    if (news.length === 0) return true;
    const told = await toldStill(to, oldest);
    for (const { of, ...message } of messagesOf(news, { hub, products, locale: to.locale })) {
      // Unbound or subscribed anew since, it has seen the page.
      const present = await push.get(to.session, deps.now());
      if (present?.endpoint !== to.endpoint || present.seq !== to.seq) return false;
      const { isTaken, isGone } = await send(to, { title: hub.name, ...message }, from);
      if (isGone) await push.unsubscribe(to.session, to.endpoint);
      else if (!isTaken) await backOff({ ...to, told });
      if (!isTaken) return false;
      Object.assign(told, codesOf(of));
    }
    await push.noteTold(to, { seq, told, tries: 0, dueAt: deps.now() });
    return false;
  };

  const tellTogether = async (
    batch: readonly StoredSubscription[],
    newsOf: ReadonlyMap<string, HubNews>,
    from: string,
  ): Promise<void> => {
    const shownFrom = readingOnce(store);
    const quiet = await Promise.all(
      batch.map(async (due, index) => {
        // One after the other: what is read for a phone holds up the calls of others no longer than that.
        for (let turns = 0; turns <= index; turns++) await letOthersRun();
        const news = newsOf.get(due.hub)!; // of every hub that has one due
        const isQuiet = await tell(due, news, { shownFrom, from }).catch(async (error: unknown) => {
          deps.onRefused(String(error), due.session);
          await backOff(due);
          return false;
        });
        return isQuiet ? [{ session: due.session, seq: news.seq }] : [];
      }),
    );
    await push.noteRead(quiet.flat());
  };

  return {
    key: async () => (subject === null ? null : (await ownKeys()).publicKey),

    subscribe: async ({ session, hub: hubId, member }, subscription) => {
      refuseUnusable(subscription, deps.isPrivateAllowed);
      // What is so by now she sees on the page.
      const { hub, settings, seq } = await readNews(store, hubId, await events.lastSeq(hubId));
      const found = await listOf(hubId, member, oldestShown(deps.now(), hub.timezone));
      const told = codesOf(await showBookings(store, { hub, settings, now: deps.now() }, found));
      await push.subscribe(session, { ...subscription, seq, told });
    },
    unsubscribe: (session) => push.unsubscribe(session),

    turn: async (closing) => {
      if (subject === null) return;
      const due = await push.listDue(deps.now());
      const after = new Map<string, number>();
      for (const { hub, seq } of due) after.set(hub, Math.min(seq, after.get(hub) ?? seq));
      const newsOf = new Map<string, HubNews>();
      for (const [hub, seq] of after) newsOf.set(hub, await readNews(store, hub, seq));
      for (let start = 0; start < due.length; start += callsAtOnce) {
        if (closing?.aborted) return;
        await tellTogether(due.slice(start, start + callsAtOnce), newsOf, subject);
      }
    },
  };
}

/** What is new of a hub for its phones. */
interface HubNews {
  readonly hub: Hub;
  readonly settings: HubSettings;
  readonly products: readonly Product[];
  /** Days that its log tells of, each with the last event that does. */
  readonly days: ReadonlyMap<string, number>;
  /** The log is read so far. */
  readonly seq: number;
}

async function readNews({ hubs, events }: Store, hubId: string, after: number): Promise<HubNews> {
  const days = new Map<string, number>();
  let seq = after;
  for (;;) {
    const page = await events.listAfter(hubId, seq, pageSize);
    for (const { event, seq: at } of page)
      if (isHeard(event) && 'date' in event.data) days.set(event.data.date, at);
    seq = page.at(-1)?.seq ?? seq;
    if (page.length < pageSize) break;
  }
  const hub = await requireHub(hubs, hubId);
  const settings = (await hubs.settings(hubId))!; // of a hub that is there
  return { hub, settings, products: await hubs.products(hubId), days, seq };
}

/** Days as they are stored, each read once. */
function readingOnce({ publications, plans, drive, money, quotes }: Store): ShownFrom {
  return {
    publications: { get: once(publications.get) },
    plans: { getArrivals: once(plans.getArrivals) },
    drive: { countEvents: once(drive.countEvents), listByDay: once(drive.listByDay) },
    money: { getActuals: once(money.getActuals), listEntries: once(money.listEntries) },
    quotes,
  };
}

function once<Of extends string[], Found>(
  read: (...of: Of) => Promise<Found>,
): (...of: Of) => Promise<Found> {
  const kept = new Map<string, Promise<Found>>();
  return (...of) => {
    const key = of.join(' ');
    const found = kept.get(key) ?? read(...of);
    kept.set(key, found);
    return found;
  };
}

/** One a booking, or one for all where there are many. */
function messagesOf(
  news: readonly { readonly booking: Booking; readonly notice: Notice }[],
  words: { hub: Hub; products: readonly Product[]; locale: Locale },
): { of: Booking[]; tag: string; body: string }[] {
  if (news.length < fewest) {
    return news.map(({ booking, notice }) => ({
      of: [booking],
      tag: booking.id,
      body: writeNotice(notice, booking, words),
    }));
  }
  const of = news.map(({ booking }) => booking);
  return [{ of, tag: 'several', body: writeSummary(news.length, words.locale) }];
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
