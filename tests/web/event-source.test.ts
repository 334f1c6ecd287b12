import { afterEach, describe, expect, it, vi } from 'vitest';
import { hubEventTypes } from '#server/contract/event.ts';
import { followHubEvents } from '#web/shared/api/event-source.ts';

const opened: EventTarget[] = [];

/** A stream that a test speaks through. */
class OpenedSource extends EventTarget {
  constructor() {
    super();
    opened.push(this);
  }
  close(): void {
    opened.length = 0;
  }
}

afterEach(() => vi.unstubAllGlobals());

describe('the events of a hub', () => {
  it('are heard whatever their kind', () => {
    vi.stubGlobal('EventSource', OpenedSource);
    vi.stubGlobal('addEventListener', () => undefined);
    vi.stubGlobal('removeEventListener', () => undefined);
    const heard: string[] = [];
    const stop = followHubEvents('hub-1', {
      onEvent: ({ type }) => heard.push(type),
      onReset: () => undefined,
      onState: () => undefined,
    });
    for (const [seq, type] of hubEventTypes.entries()) {
      const data = JSON.stringify({ seq, event: { type, data: {} } });
      opened[0]!.dispatchEvent(new MessageEvent(type, { data }));
    }
    stop();
    expect(heard).toEqual([...hubEventTypes]);
    expect(heard).toEqual(expect.arrayContaining(['hub.changed', 'rates.changed', 'plan.published']));
  });
});
