import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hubEventTypes } from '#server/contract/event.ts';
import { followHubEvents } from '#web/shared/api/event-source.ts';

const opened: OpenedSource[] = [];

/** A stream that a test speaks through. */
class OpenedSource extends EventTarget {
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    opened.push(this);
  }
  close(): void {
    opened.splice(opened.indexOf(this), 1);
  }
}

beforeEach(() => {
  vi.stubGlobal('EventSource', OpenedSource);
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
});
afterEach(() => vi.unstubAllGlobals());

function follow(lastKnown: number | null) {
  const heard: string[] = [];
  const onReset = vi.fn<() => void>();
  const stop = followHubEvents('hub-1', lastKnown, {
    onEvent: ({ type }) => heard.push(type),
    onReset,
    onState: () => undefined,
  });
  const stream = opened[0]!;
  const send = (type: string, seq: number) =>
    stream.dispatchEvent(
      new MessageEvent(type, { data: JSON.stringify({ seq, event: { type, data: {} } }) }),
    );
  return { heard, onReset, stop, stream, send };
}

describe('the events of a hub', () => {
  it('are heard whatever their kind', () => {
    const { heard, send, stop } = follow(12);
    for (const [at, type] of hubEventTypes.entries()) send(type, 13 + at);
    stop();
    expect(heard).toEqual([...hubEventTypes]);
    expect(heard).toEqual(expect.arrayContaining(['hub.changed', 'rates.changed', 'plan.published']));
  });

  it('are asked for from what was read on, and the last one heard is said at the end', () => {
    const { onReset, send, stop, stream } = follow(12);
    expect(stream.url).toBe('/api/hubs/hub-1/events?after=12');
    stream.dispatchEvent(new Event('open'));
    expect(onReset).not.toHaveBeenCalled();
    send('requests.changed', 14);
    expect(stop()).toBe(14);
    expect(opened).toEqual([]);
  });

  it('are not known to be all where nobody says from where on: everything is fetched once the stream is open', () => {
    const { onReset, stop, stream } = follow(null);
    expect(stream.url).toBe('/api/hubs/hub-1/events');
    expect(onReset).not.toHaveBeenCalled();
    stream.dispatchEvent(new Event('open'));
    expect(onReset).toHaveBeenCalledOnce();
    expect(stop()).toBeNull();
  });
});
