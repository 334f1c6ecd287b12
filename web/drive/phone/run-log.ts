import { drivenEvent, drivenRun } from '#server/contract/driven-run.ts';
import type {
  DrivenRunWire,
  PhoneState,
  RunMap,
  ToldVersion,
  RunContact,
} from '#server/contract/drive-run.ts';
import type { RunEventWire } from '#server/contract/drive.ts';
import { applyEvents } from '#server/domain/drive/apply-events.ts';
import { eventIdOf } from '#server/domain/drive/event-id.ts';
import { deskChanges } from '#server/domain/drive/desk-changes.ts';
import type { DrivenRun } from '#server/domain/drive/driven-run.ts';
import type { RunDeed, TapPosition } from '#server/domain/drive/run-event.ts';
import { writeTexts } from '#server/domain/drive/text-code.ts';
import type { RunState } from '#server/domain/drive/run-state.ts';
import type { RunChanges } from '#server/domain/publish/run-changes.ts';
import { driveClient, NoSignal, Refusal, type RunSource } from './drive-client.ts';
import { newId } from '#web/shared/phone/ids.ts';
import { withoutContacts, asEarlier } from './forget-runs.ts';
import { keepPhotos, placePhoto } from './place-photos.ts';
import { isWorthNoting } from './position-notes.ts';
import type { KeptEvent, KeptPicture, KeptRun, PhoneDb } from './phone-db.ts';

/** A run as the page shows it. */
export interface RunView {
  readonly wire: DrivenRunWire;
  readonly run: DrivenRun;
  readonly state: RunState;
  readonly directions: KeptRun['directions'];
  /** What the desk changed since the driver last looked. */
  readonly changes: RunChanges | null;
  /** Taps and pictures that are not sent yet. */
  readonly pending: { readonly events: number; readonly pictures: number };
  /** What is not sent, as text messages. */
  readonly texts: readonly string[];
  /** The last tap, if it can be taken back. */
  readonly lastTap: RunEventWire | null;
  readonly signal: 'unknown' | 'there' | 'none';
  /** Taps that could not be written: the phone is full. They live as long as the page. */
  readonly unkept: number;
  readonly phone: PhoneState;
  /** Why the server takes nothing from this phone; null: it does. */
  readonly refusal: string | null;
}

/** The run is another phone's, or closed. */
const notOurs = new Set(['PHONE_UNKNOWN', 'PHONE_REFUSED', 'LINK_EXPIRED']);

const batchSize = 100;
const retryMs = 30_000;

/** The run on this phone: what was tapped, kept before anything is sent, and sent until it is there. */
export class RunLog {
  private kept: KeptRun & { readonly wire: DrivenRunWire };
  private readonly db: PhoneDb;
  private events: KeptEvent[];
  private pictures: KeptPicture[];
  private readonly unkept = new Set<string>();
  private signal: RunView['signal'] = 'unknown';
  private phone: PhoneState = 'bound';
  private refusal: string | null = null;
  private position: (TapPosition & { readonly at: number }) | null = null;
  private readonly listeners = new Set<() => void>();
  private shown: RunView | null = null;
  private sending: Promise<void> | null = null;
  private isAskedAgain = false;
  private writing: Promise<unknown> = Promise.resolve();

  private constructor(
    db: PhoneDb,
    kept: KeptRun & { readonly wire: DrivenRunWire },
    events: KeptEvent[],
    pictures: KeptPicture[],
  ) {
    this.db = db;
    this.kept = kept;
    this.events = events;
    this.pictures = pictures;
  }

  static async open(db: PhoneDb, kept: KeptRun & { readonly wire: DrivenRunWire }): Promise<RunLog> {
    return new RunLog(db, kept, await db.listEvents(kept.run), await db.listPictures(kept.run));
  }

  /** Sends now, when there is signal again, and every now and then; returns how to stop. */
  start(): () => void {
    const send = (): void => void this.send();
    send();
    const timer = setInterval(send, retryMs);
    const onShown = (): void => {
      if (document.visibilityState === 'visible') send();
    };
    addEventListener('online', send);
    document.addEventListener('visibilitychange', onShown);
    return () => {
      clearInterval(timer);
      removeEventListener('online', send);
      document.removeEventListener('visibilitychange', onShown);
    };
  }

  readonly subscribe = (listen: () => void): (() => void) => {
    this.listeners.add(listen);
    return () => this.listeners.delete(listen);
  };

  readonly view = (): RunView => {
    this.shown ??= this.makeView();
    return this.shown;
  };

  /** Notes it for the desk now and then, from leaving the hub to being back, and at no other time. */
  setPosition(position: TapPosition & { readonly at: number }): void {
    this.position = position;
    const isOurs = this.phone === 'bound' && this.refusal === null;
    if (
      isOurs &&
      this.view().state.stage === 'out' &&
      this.positionNow() !== null &&
      isWorthNoting(position, this.lastNoted())
    )
      void this.note({ kind: 'position' });
  }

  /** Writes a tap down, then sends it. Kept when the promise is. */
  async note(deed: RunDeed): Promise<void> {
    const order = (this.events.at(-1)?.order ?? 0) + 1;
    const event: RunEventWire = {
      id: eventIdOf(this.kept.phone, order),
      phone: this.kept.phone,
      order,
      at: new Date().toISOString(),
      clock_offset_ms: this.kept.clockOffsetMs,
      position: this.positionNow(),
      revision: this.kept.wire.latest.revision,
      deed: deed as RunEventWire['deed'], // the same, but read-only
    };
    const kept: KeptEvent = { run: this.kept.run, order, event, isSent: false };
    this.events = [...this.events, kept];
    await this.write(kept);
    this.change();
    void this.send();
  }

  async addPicture(blob: Blob): Promise<string> {
    const picture: KeptPicture = { run: this.kept.run, id: newId(), blob, isSent: false };
    await this.db.putPicture(picture);
    this.pictures = [...this.pictures, picture];
    this.change();
    return picture.id;
  }

  /** For the language of the page; what is there already of the same revision stays. */
  async takeDirections(locale: string): Promise<void> {
    const { run, key, wire } = this.kept;
    if (this.kept.directions[locale]?.revision === wire.latest.revision || wire.latest.frozen === null)
      return;
    const directions = await driveClient.directions(run, key, locale);
    await this.keep({ directions: { ...this.kept.directions, [locale]: directions } });
  }

  /** Which tiles the map of the run has; where there is no signal, those it had before the desk changed the run. @throws NoSignal, Refusal */
  async takeMap(): Promise<RunMap> {
    const { run, key, map, wire } = this.kept;
    if (map?.revision === wire.latest.revision) return map;
    try {
      const now = await driveClient.map(run, key);
      await this.keep({ map: now });
      return now;
    } catch (error) {
      if (map && error instanceof NoSignal) return map;
      throw error;
    }
  }

  /** Photos of the run's places, so that they are there without signal. */
  async takePhotos(contacts: readonly RunContact[]): Promise<void> {
    await keepPhotos(await this.source(), new Set(contacts.flatMap(({ photo }) => photo ?? [])));
  }

  /** Null: it is not on the phone, and cannot be fetched now. */
  async photo(id: string, hasSignal: boolean): Promise<Blob | null> {
    return placePhoto(await this.source(), id, { hasSignal });
  }

  /** Where its tiles and photos are; those of runs of earlier days may be thrown away. */
  async source(): Promise<RunSource> {
    const { run, key, wire } = this.kept;
    const runs = await this.db.listRuns();
    const current = runs.filter((each) => each.wire !== null && each.wire.date >= wire.date);
    return { run, key, keep: [run, ...current.map((each) => each.run)] };
  }

  /** All that is open goes out, once at a time; the server says what the desk changed. */
  send(): Promise<void> {
    this.isAskedAgain = this.sending !== null;
    this.sending ??= this.sendAll().finally(() => {
      this.sending = null;
      if (this.isAskedAgain) void this.send();
    });
    return this.sending;
  }

  private async sendAll(): Promise<void> {
    try {
      for (;;) {
        const batch = this.events.filter(({ isSent }) => !isSent).slice(0, batchSize);
        await this.exchange(batch);
        if (batch.length < batchSize) break;
      }
      for (const picture of this.pictures.filter(({ isSent }) => !isSent)) {
        await driveClient.picture(this.kept.run, this.kept.key, picture.id, picture.blob);
        const sent = { ...picture, isSent: true };
        await this.tryToKeep(() => this.db.putPicture(sent));
        this.pictures = this.pictures.map((each) => (each.id === picture.id ? sent : each));
      }
      this.refusal = null;
      this.signal = 'there';
    } catch (error) {
      if (error instanceof Refusal) {
        this.refusal = error.code;
        if (notOurs.has(error.code)) await this.forgetContacts();
      } else if (error instanceof NoSignal) this.signal = 'none';
      else throw error;
    } finally {
      this.change();
    }
  }

  private async exchange(batch: readonly KeptEvent[]): Promise<void> {
    const { run, key, wire } = this.kept;
    const sentAt = Date.now();
    const answer = await driveClient.sync(run, key, {
      events: batch.map(({ event }) => event),
      revision: wire.latest.revision,
    });
    const cameAt = Date.now();
    // The server looked at its clock about half-way.
    const clockOffsetMs = Math.round(Date.parse(answer.now) - (sentAt + cameAt) / 2);
    const sent = batch.map((each) => ({ ...each, isSent: true }));
    // Where the mark is not kept, they go out once more and count once.
    await this.tryToKeep(() => this.db.putEvents(sent));
    const orders = new Map(sent.map((each) => [each.order, each]));
    this.events = this.events.map((each) => orders.get(each.order) ?? each);
    for (const { event } of sent) this.unkept.delete(event.id);
    this.phone = answer.phone;
    const others = wire.events.filter(({ phone }) => phone !== this.kept.phone).length;
    const isOurs = answer.phone === 'bound';
    const isNews = isOurs && (answer.others !== others || this.kept.isCleared === true);
    const now = isNews ? await driveClient.run(run, key) : withLatest(this.kept.wire, answer.latest);
    await this.keep({ clockOffsetMs, wire: now, ...(isNews && { isCleared: false }) });
    if (!isOurs) await this.forgetContacts();
  }

  /** Whose the requests are, and the photos of their places, are for the phone that has the run alone. */
  private async forgetContacts(): Promise<void> {
    if (this.kept.isCleared === true) return;
    await this.keep({ wire: withoutContacts(this.kept.wire), isCleared: true });
    // Photos that the phone does not let go are tried again when the run is closed.
    await this.takePhotos([]).catch(() => undefined);
  }

  private async keep(change: Partial<KeptRun & { readonly wire: DrivenRunWire }>): Promise<void> {
    this.kept = { ...this.kept, ...change };
    await this.tryToKeep(() => this.db.putRun(this.kept));
    this.change();
  }

  /** One after the other, so that a later tap is never on the disk without the one before. */
  private async write(kept: KeptEvent): Promise<void> {
    const write = this.writing.then(
      () => this.db.putEvents([kept]),
      () => this.db.putEvents([kept]),
    );
    this.writing = write;
    if (!(await this.tryToKeep(() => write))) this.unkept.add(kept.event.id);
  }

  /** False where the phone is full: the page says so, and goes on with what it has in memory. */
  private async tryToKeep(write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch {
      return false;
    }
  }

  private textsOf(events: readonly RunEventWire[], versions: readonly DrivenRun[]): string[] {
    return writeTexts(this.kept, versions, events.map(drivenEvent));
  }

  private lastNoted(): (TapPosition & { readonly at: number }) | null {
    const last = this.events.findLast(({ event }) => event.position !== null)?.event;
    return last?.position ? { ...last.position, at: Date.parse(last.at) } : null;
  }

  private positionNow(): TapPosition | null {
    if (this.position === null || Date.now() - this.position.at > 120_000) return null;
    const { at: _, ...position } = this.position;
    return position;
  }

  private change(): void {
    this.shown = null;
    for (const listen of this.listeners) listen();
  }

  private makeView(): RunView {
    const { wire, directions } = this.kept;
    const own = this.events.map(({ event }) => event);
    const mine = new Set(own.map(({ id }) => id));
    const events = [...wire.events.filter(({ id }) => !mine.has(id)), ...own];
    const run = drivenRun(wire.latest.revision, wire.latest.frozen);
    const earlier = wire.earlier.map(({ revision, frozen }) => drivenRun(revision, frozen));
    const state = applyEvents({ latest: run, earlier, events: events.map(drivenEvent) });
    const seen = earlier.findLast(({ revision }) => revision <= state.seenRevision);
    const isSeen = state.seenRevision >= run.revision || state.answer === null;
    const openEvents = this.events.filter(({ isSent }) => !isSent).map(({ event }) => event);
    return {
      wire,
      run,
      state,
      directions,
      changes: isSeen || !seen ? null : deskChanges(seen, run),
      pending: { events: openEvents.length, pictures: this.pictures.filter(({ isSent }) => !isSent).length },
      texts: this.textsOf(openEvents, [...earlier, run]),
      lastTap: lastToUndo(own),
      signal: this.signal,
      unkept: this.unkept.size,
      phone: this.phone,
      refusal: this.refusal,
    };
  }
}

/** What was there before stays, since taps may name it. */
function withLatest(wire: DrivenRunWire, latest: ToldVersion | null): DrivenRunWire {
  if (latest === null || latest.revision <= wire.latest.revision) return wire;
  // Whose the requests were then is nobody's business any more.
  return { ...wire, latest, earlier: [...wire.earlier, wire.latest].map(asEarlier) };
}

const undoable = new Set([
  'collected',
  'missed',
  'delivered',
  'goods_refused',
  'unplanned',
  'arrived',
  'departed',
  'left_hub',
  'at_hub',
  'back',
]);

/** Positions and looks aside, the last tap; null where it was taken back, or takes another back. */
function lastToUndo(events: readonly RunEventWire[]): RunEventWire | null {
  const last = events.findLast(({ deed }) => deed.kind !== 'position' && deed.kind !== 'seen');
  return last && undoable.has(last.deed.kind) ? last : null;
}
