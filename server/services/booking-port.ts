import type {
  Booking,
  BookingAtDesk,
  BookingDraft,
  BookingReceipt,
  BookingSettings,
  BookingStart,
  BookingsChanged,
  PushSubscription,
  TextLine,
} from '#server/contract/booking.ts';
import type { Member } from '#server/contract/cooperative.ts';

/** What members book; `caller` is who taps. */
export interface BookingService {
  start(hub: string, caller: Member): Promise<BookingStart>;
  /** Once for each id, however often it is sent. */
  book(hub: string, caller: Member, draft: BookingDraft): Promise<Booking>;
  /** Of a list for the caller's cooperative, a line for each. Books nothing. */
  readLines(hub: string, caller: Member, text: string): Promise<TextLine[]>;
  cancel(hub: string, caller: Member, request: string): Promise<Booking>;
  /** Of a settled day. */
  receipt(hub: string, caller: Member, request: string): Promise<BookingReceipt>;
  /** Of an offer of the desk. */
  decline(hub: string, caller: Member, request: string): Promise<Booking>;
  listOfDay(hub: string, date: string): Promise<BookingAtDesk[]>;
  settle(hub: string, request: string, by: string | null): Promise<void>;
  /** `ready_from` and `ready_until` by the hub's clock. */
  offer(
    hub: string,
    request: string,
    offer: { date: string; ready_from: string; ready_until: string },
  ): Promise<void>;
  getSettings(hub: string): Promise<BookingSettings>;
  saveSettings(hub: string, settings: BookingSettings): Promise<BookingSettings>;
  /** The same again changes nothing. */
  addPhoto(caller: Member, photo: string, bytes: Uint8Array): Promise<void>;
  getPhoto(hub: string, request: string): Promise<{ type: string; bytes: Buffer }>;
  /** Of what the caller sees. */
  watch(hub: string, caller: Member, seen: string | null): Promise<BookingWatch>;
  /** Takes names off bookings that are older than their hub keeps them. Returns of how many. */
  forgetOld(): Promise<number>;
}

/** An event stream's source that knows of one phone's bookings alone. */
export interface BookingWatch {
  lastSeq(hub: string): Promise<number>;
  listAfter(hub: string, after: number, limit: number): Promise<{ seq: number; event: BookingsChanged }[]>;
  subscribe(hub: string, on: { wake: () => void }): () => void;
}

/** Notices on phones (Web Push). */
export interface PushService {
  /** By which browsers know this server; null: it sends none. */
  key(): Promise<string | null>;
  subscribe(
    phone: { readonly session: string; readonly hub: string; readonly member: Member },
    subscription: PushSubscription,
  ): Promise<void>;
  unsubscribe(session: string): Promise<void>;
  /** Tells phones what they were not told yet; once `closing` is aborted, no more than those under way. */
  turn(closing?: AbortSignal): Promise<void>;
}
