import type {
  BookingDoubt,
  BookingOffer,
  BookingSettings,
  KnownPlace,
  PushSubscription,
} from '#server/contract/booking.ts';
import type {
  Cooperative,
  CooperativeDraft,
  Member,
  MemberDraft,
  MemberSession,
} from '#server/contract/cooperative.ts';
import type { Request } from '#server/contract/request.ts';
import type { NewQuote } from './port.ts';

/** Every write appends people.changed. */
export interface CooperativeStore {
  /** By name. */
  list(hub: string): Promise<Cooperative[]>;
  get(hub: string, id: string): Promise<Cooperative | null>;
  /** Rejects with UserError NAME_TAKEN. */
  add(hub: string, draft: CooperativeDraft): Promise<Cooperative>;
  /** Rejects with UserError COOPERATIVE_UNKNOWN, NAME_TAKEN. */
  update(hub: string, id: string, draft: CooperativeDraft): Promise<Cooperative>;
}

/** As in CooperativeStore. */
export interface MemberStore {
  /** By name. */
  list(hub: string): Promise<Member[]>;
  get(hub: string, id: string): Promise<Member | null>;
  /** Rejects with UserError COOPERATIVE_UNKNOWN. */
  add(hub: string, id: string, draft: MemberDraft): Promise<Member>;
  /** Rejects with UserError MEMBER_UNKNOWN, COOPERATIVE_UNKNOWN. */
  update(hub: string, id: string, draft: MemberDraft): Promise<Member>;
  /** Her name, places, links, phones and what she wrote; her requests stay. Rejects with UserError MEMBER_UNKNOWN. */
  remove(hub: string, id: string): Promise<void>;
}

/** Phones of members and the links that bind them, by SHA-256 of their secrets. */
export interface MemberSessionStore {
  /** Ends the member's older links that were not used. */
  addLink(link: { tokenHash: string; member: string; expiresAt: string }): Promise<void>;
  findLink(tokenHash: string): Promise<{
    member: Member;
    cooperative: string;
    hub: string;
    expiresAt: string;
    usedAt: string | null;
  } | null>;
  /** Binds a phone, with people.changed. True for exactly one caller. */
  useLink(
    tokenHash: string,
    session: {
      id: string;
      hub: string;
      tokenHash: string;
      device: string;
      createdAt: string;
      expiresAt: string;
    },
  ): Promise<boolean>;
  find(tokenHash: string, now: string): Promise<{ id: string; hub: string; member: Member } | null>;
  /** Those that still hold, and until when a link of a member waits. */
  list(
    hub: string,
    now: string,
  ): Promise<{
    sessions: readonly (MemberSession & { readonly member: string })[];
    links: ReadonlyMap<string, string>;
  }>;
  /** With people.changed. Rejects with UserError MEMBER_UNKNOWN. */
  remove(hub: string, member: string, session: string): Promise<void>;
  removeByToken(tokenHash: string): Promise<void>;
  removeExpired(now: string): Promise<void>;
}

interface MemberName {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
}

/** A request with what is known of it besides; of one that came in a list that is nothing. */
export interface StoredBooking {
  readonly request: Request;
  /** Id of its cooperative. */
  readonly cooperative: string | null;
  /** Whose it is. */
  readonly member: MemberName | null;
  /** Who tapped. */
  readonly by: MemberName | null;
  readonly landmark: string;
  /** Of the place; null: there is none. */
  readonly photo: string | null;
  /** By the phone; null: it came from no phone. */
  readonly madeAt: string | null;
  readonly arrivedAt: string | null;
  readonly doubts: readonly BookingDoubt[];
  readonly settledAt: string | null;
  readonly offer: BookingOffer | null;
}

export interface NewBooking extends Pick<StoredBooking, 'request' | 'landmark' | 'photo' | 'doubts'> {
  readonly madeAt: string;
  readonly member: string;
  readonly by: string;
  /** Id of a booking that gives way: it is cancelled, and its reference kept where it is not its id. */
  readonly replaces: string | null;
  /** Null: none is to be had. */
  readonly quote: NewQuote | 'due' | null;
}

/** A photo of a place. */
interface PlacePhoto {
  readonly id: string;
  readonly type: string;
  readonly bytes: Buffer;
}

export type AlikeBooking = Pick<Request, 'id' | 'state' | 'date' | 'place' | 'kg'>;

/** What members book from their phones. Lists have the latest booked first. */
export interface BookingStore {
  listOfDay(hub: string, date: string): Promise<StoredBooking[]>;
  /** From a day on. */
  listOfMember(hub: string, member: string, from: string): Promise<StoredBooking[]>;
  /** All of its requests from a day on, those of lists too. */
  listOfCooperative(hub: string, cooperative: string, from: string): Promise<StoredBooking[]>;
  get(hub: string, request: string): Promise<StoredBooking | null>;
  has(hub: string, request: string): Promise<boolean>;
  /** What she has booked from a day on of the same product and kind. */
  listAlike(
    hub: string,
    member: string,
    from: string,
    like: Pick<Request, 'product' | 'kind'>,
  ): Promise<AlikeBooking[]>;
  /**
   * With requests.changed, once, however often it is sent. A photo that is not of the same
   * cooperative, or no longer there, is left out. Rejects with UserError REFERENCE_TAKEN, REQUEST_UNKNOWN,
   * BOOKING_CLOSED where the driver of what it replaces was told, and CARRIED_OVER where that stands on a later day.
   */
  add(hub: string, booking: NewBooking): Promise<void>;
  /** Where she has booked, last used first. */
  listPlaces(member: string): Promise<KnownPlace[]>;
  /** The same again changes nothing. Photos of hers that no booking has named within a week go. */
  addPhoto(member: string, photo: PlacePhoto): Promise<void>;
  /** Photos of anybody's that no booking has named within a week, or names any longer, go. */
  forgetPhotos(): Promise<void>;
  /** Of a booking; null: it has none. */
  getPhoto(hub: string, request: string): Promise<PlacePhoto | null>;
  listPhotos(member: string): Promise<PlacePhoto[]>;
  /** A person has looked at its doubts. Rejects with UserError REQUEST_UNKNOWN. */
  settle(hub: string, request: string, by: string | null): Promise<void>;
  /** Rejects with UserError REQUEST_UNKNOWN. */
  setOffer(hub: string, request: string, offer: BookingOffer | null): Promise<void>;
  settings(hub: string): Promise<BookingSettings>;
  saveSettings(hub: string, settings: BookingSettings): Promise<void>;
  /** Takes the names off bookings of days before `date`. Returns of how many. */
  forget(hub: string, date: string): Promise<number>;
}

/** Where a bound phone takes notices, and what it was told last. */
export interface StoredSubscription extends PushSubscription {
  readonly session: string;
  readonly hub: string;
  readonly member: Member;
  /** The hub's log is read so far. */
  readonly seq: number;
  /** By request. */
  readonly told: Readonly<Record<string, string>>;
  /** In a row that failed. */
  readonly tries: number;
}

/** Web Push: the server's own keys, and who takes notices. A subscription goes with its phone. */
export interface PushStore {
  /** Those that are kept; the first call keeps what `make` gives. */
  keys(make: () => PushKeys): Promise<PushKeys>;
  /** In place of what the phone had. */
  subscribe(
    session: string,
    subscription: PushSubscription & Pick<StoredSubscription, 'seq' | 'told'>,
  ): Promise<void>;
  /** Those that are due at an instant and have not read all of their hub's log, of the longest due at most 200. */
  listDue(at: string): Promise<StoredSubscription[]>;
  /** Of a phone that is bound at an instant; null: it takes none. */
  get(session: string, at: string): Promise<StoredSubscription | null>;
  /** Nothing where the phone was unbound or subscribed anew since `of` was read. */
  noteTold(
    of: Pick<StoredSubscription, 'session' | 'endpoint' | 'seq'>,
    note: Pick<StoredSubscription, 'seq' | 'told' | 'tries'> & { readonly dueAt: string },
  ): Promise<void>;
  /** That there was nothing to tell so far in their hubs' logs. */
  noteRead(all: readonly Pick<StoredSubscription, 'session' | 'seq'>[]): Promise<void>;
  /** Of an endpoint: only where the phone still has that one. */
  unsubscribe(session: string, endpoint?: string): Promise<void>;
}

/** P-256, base64url: the point uncompressed, the scalar. */
interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}
