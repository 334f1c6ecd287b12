import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followHub } from '#web/book/offline/follow-hub.ts';

const opened: OpenedSource[] = [];

/** A stream that a test speaks through. */
class OpenedSource extends EventTarget {
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  readyState = 0;
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    opened.push(this);
  }
  close(): void {
    this.readyState = OpenedSource.CLOSED;
  }
  open(): void {
    this.readyState = OpenedSource.OPEN;
    this.dispatchEvent(new Event('open'));
  }
  /** As a browser does before it opens the same anew. */
  lose(): void {
    this.readyState = 0;
    this.dispatchEvent(new Event('error'));
  }
}

beforeEach(() => {
  opened.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', OpenedSource);
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A line that counts how often it is to read. */
function makeLine(seen: string | null = null) {
  const line = { isBehindNow: false, reads: 0, seen };
  const stop = followHub({
    sync: () => (line.reads += 1),
    isBehind: () => line.isBehindNow,
    seen: () => line.seen,
  });
  return { line, stop };
}

it('says what it has read, and reads it no second time as the stream first opens', () => {
  const { line, stop } = makeLine('name');
  expect(opened[0]?.url).toBe('/api/book/events?seen=name');
  opened[0]?.open();
  expect(line.reads).toBe(0);
  opened[0]?.dispatchEvent(new Event('bookings.changed'));
  expect(line.reads).toBe(1);
  line.seen = 'other';
  document.dispatchEvent(new Event('visibilitychange'));
  expect(opened[1]?.url).toBe('/api/book/events?seen=other');
  stop();
});

it('says what it has read last where a stream is lost and comes back, and reads once where that has changed', () => {
  const { line, stop } = makeLine('name');
  opened[0]?.open();
  opened[0]?.dispatchEvent(new Event('bookings.changed'));
  line.seen = 'other';
  opened[0]?.lose();
  expect([opened[0]?.readyState, opened.length]).toEqual([OpenedSource.CLOSED, 1]);
  vi.advanceTimersByTime(3_000);
  expect(opened[1]?.url).toBe('/api/book/events?seen=other');
  opened[1]?.open();
  expect(line.reads).toBe(1);
  opened[1]?.dispatchEvent(new Event('bookings.changed'));
  expect(line.reads).toBe(2);
  opened[1]?.lose();
  stop();
  vi.advanceTimersByTime(3_000);
  expect(opened.length).toBe(2);
});

it('reads anew whenever the stream opens where nothing was read, since nothing is replayed', () => {
  const { line, stop } = makeLine();
  opened[0]?.open();
  expect(line.reads).toBe(1);
  opened[0]?.open();
  expect(line.reads).toBe(2);
  stop();
});

it('tries again every 25 s while something waits, though the stream is open', () => {
  const { line, stop } = makeLine();
  opened[0]?.open();
  vi.advanceTimersByTime(50_000);
  expect(line.reads).toBe(1);
  line.isBehindNow = true;
  vi.advanceTimersByTime(50_000);
  expect(line.reads).toBe(3);
  stop();
});

it('asks every five minutes though the stream is open and nothing waits, and never once stopped', () => {
  const { line, stop } = makeLine();
  opened[0]?.open();
  vi.advanceTimersByTime(299_000);
  expect(line.reads).toBe(1);
  vi.advanceTimersByTime(1_000);
  expect(line.reads).toBe(2);
  stop();
  vi.advanceTimersByTime(600_000);
  expect(line.reads).toBe(2);
});

it('asks every 25 s without a stream, and opens one that was ended anew', () => {
  const { line, stop } = makeLine();
  vi.advanceTimersByTime(25_000);
  expect([line.reads, opened.length]).toEqual([1, 1]);
  opened[0]?.close();
  vi.advanceTimersByTime(25_000);
  expect([line.reads, opened.length]).toEqual([2, 2]);
  stop();
});
