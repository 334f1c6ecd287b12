import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvents } from '#server/domain/drive/apply-events.ts';
import type { DrivenRun } from '#server/domain/drive/driven-run.ts';
import type { RunDeed, RunEvent } from '#server/domain/drive/run-event.ts';
import type { RunState } from '#server/domain/drive/run-state.ts';
import { collected, itemOf, madePhone, madeRun, missed, pickup, weighed } from './made-run.ts';

const requests = ['a', 'b', 'c', 'd', 'e', 'f'];

/** What may happen at any moment, on either side and on the way between. */
const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('collect' as const),
      request: fc.nat(5),
      kg: fc.integer({ min: 1, max: 400 }),
    }),
  },
  fc.record({ what: fc.constant('miss' as const), request: fc.nat(5) }),
  fc.record({ what: fc.constant('arrive' as const), request: fc.nat(5) }),
  fc.record({ what: fc.constant('depart' as const), request: fc.nat(5) }),
  fc.record({ what: fc.constant('unplanned' as const), kg: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ what: fc.constant('undo' as const), which: fc.nat(40) }),
  /** The desk publishes some of the requests, in some order, as some trips; the phone may hear of it at once. */
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('publish' as const),
      order: fc.shuffledSubarray(requests),
      cut: fc.nat(6),
      more: fc.nat(300),
      isSeen: fc.boolean(),
    }),
  },
  /** Events go out: all that are open, or some in another order; the way there or the answer may be lost. */
  fc.record({
    what: fc.constant('send' as const),
    which: fc.array(fc.nat(40), { maxLength: 6 }),
    fate: fc.constantFrom('comes', 'lost', 'answer_lost', 'late'),
  }),
  fc.record({ what: fc.constant('late_comes' as const) }),
  fc.record({ what: fc.constant('look' as const) }),
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const first = madeRun(1, [[pickup('a', 100)], [pickup('b', 200), pickup('c', 50)]], [[pickup('d', 120)]]);

/** A phone, a hub and what lies between. */
class World {
  readonly hub = { events: new Map<string, RunEvent>(), versions: [first] };
  readonly phone = {
    events: [] as RunEvent[],
    sent: new Set<string>(),
    versions: new Map([[1, first]]),
    latest: first,
  };
  readonly late: RunEvent[][] = [];
  readonly tap = madePhone();

  do(happening: Happening): void {
    switch (happening.what) {
      case 'collect':
        return this.note(collected(requests[happening.request]!, happening.kg));
      case 'miss':
        return this.note(missed(requests[happening.request]!));
      case 'arrive':
      case 'depart': {
        const kind = happening.what === 'arrive' ? ('arrived' as const) : ('departed' as const);
        return this.note({ kind, items: [itemOf(requests[happening.request]!)] });
      }
      case 'unplanned': {
        const pickup = `u${this.phone.events.length}`;
        const what = { pickup, place: '', grower: '', product: '', ...weighed(happening.kg) };
        return this.note({ kind: 'unplanned', ...what });
      }
      case 'undo': {
        const event = this.phone.events[happening.which];
        if (event) this.note({ kind: 'undone', event: event.id });
        return undefined;
      }
      case 'publish':
        this.publish(happening.order, happening.cut, happening.more);
        if (happening.isSeen) this.look();
        return undefined;
      case 'send':
        return this.send(happening.which, happening.fate);
      case 'late_comes':
        return this.take(this.late.pop() ?? []);
      case 'look':
        return this.look();
    }
  }

  /** All comes through in the end. */
  settle(): void {
    for (const batch of this.late) this.take(batch);
    this.take(this.phone.events.filter(({ id }) => !this.phone.sent.has(id)));
    this.look();
  }

  atHub(): RunState {
    const latest = this.hub.versions.at(-1)!;
    return applyEvents({ latest, earlier: this.hub.versions, events: [...this.hub.events.values()] });
  }

  onPhone(): RunState {
    const { events, latest, versions } = this.phone;
    return applyEvents({ latest, earlier: [...versions.values()], events });
  }

  private note(deed: RunDeed): void {
    this.phone.events.push(this.tap(deed, { revision: this.phone.latest.revision }));
  }

  private publish(order: readonly string[], cut: number, more: number): void {
    const items = order.map((request) => pickup(request, 50 + more));
    // Some visits are joined into one stop.
    const stops = items.flatMap((item, index) =>
      (index + more) % 3 === 2
        ? []
        : [[item, ...((index + more) % 3 === 1 ? items.slice(index + 1, index + 2) : [])]],
    );
    const trips = [stops.slice(0, cut), stops.slice(cut)].filter((trip) => trip.length > 0);
    this.hub.versions.push(madeRun(this.hub.versions.length + 1, ...trips));
  }

  private send(which: readonly number[], fate: 'comes' | 'lost' | 'answer_lost' | 'late'): void {
    const chosen = which.flatMap((index) => this.phone.events[index] ?? []);
    const batch = which.length > 0 ? chosen : this.phone.events.filter(({ id }) => !this.phone.sent.has(id));
    if (fate === 'late') this.late.push(batch);
    if (fate === 'comes' || fate === 'answer_lost') this.take(batch);
    if (fate === 'comes') for (const { id } of batch) this.phone.sent.add(id);
  }

  private take(batch: readonly RunEvent[]): void {
    for (const event of batch) if (!this.hub.events.has(event.id)) this.hub.events.set(event.id, event);
  }

  /** The phone hears of the last revision alone. */
  private look(): void {
    const latest: DrivenRun = this.hub.versions.at(-1)!;
    this.phone.latest = latest;
    this.phone.versions.set(latest.revision, latest);
  }
}

const kgOf = ({ stops, unplanned }: RunState): number =>
  [
    ...stops.flatMap(({ items }) => items.map(({ outcome }) => outcome?.taken.kg ?? 0)),
    ...unplanned.map(({ kg }) => kg),
  ].reduce((sum, kg) => sum + kg, 0);

/** What the driver has said he took: the last word on each request that he did not take back. */
function saidKg(events: readonly RunEvent[]): number {
  const gone = new Set<string>();
  for (const { id, deed } of events.toReversed())
    if (deed.kind === 'undone' && !gone.has(id)) gone.add(deed.event);
  const last = new Map<string, number>();
  for (const { id, deed } of events) {
    if (gone.has(id)) continue;
    if (deed.kind === 'collected') last.set(deed.item.request, deed.kg);
    if (deed.kind === 'missed') last.set(deed.item.request, 0);
    if (deed.kind === 'unplanned') last.set(deed.pickup, deed.kg);
  }
  return [...last.values()].reduce((sum, kg) => sum + kg, 0);
}

describe('a run on a phone and at the hub', () => {
  it('is the same on both sides once all came through, and no weight is lost on the way', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
        const world = new World();
        for (const happening of happenings) {
          world.do(happening);
          expect(kgOf(world.onPhone())).toBe(saidKg(world.phone.events));
        }
        world.settle();
        expect(world.atHub()).toEqual(world.onPhone());
        expect(kgOf(world.atHub())).toBe(saidKg(world.phone.events));
        expect(world.hub.events.size).toBe(world.phone.events.length);
      }),
      { numRuns: 400 },
    );
  });

  it('never loses what was done by what the desk publishes after it', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
        const world = new World();
        for (const happening of happenings) {
          const before = doneOf(world.atHub());
          world.do(happening);
          const isPublished = happening.what === 'publish';
          expect(isPublished ? doneOf(world.atHub()) : before).toEqual(before);
        }
      }),
      { numRuns: 200 },
    );
  });
});

const doneOf = ({ stops, unplanned }: RunState) => ({
  outcomes: stops
    .flatMap(({ items }) => items)
    .flatMap(({ request, outcome }) =>
      outcome ? [{ request, event: outcome.event, kg: outcome.taken.kg }] : [],
    )
    .sort((a, b) => (a.request < b.request ? -1 : 1)),
  unplanned: unplanned.map(({ event }) => event),
});
