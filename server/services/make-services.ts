import type { Regions } from '#server/region/port.ts';
import type { RouteStep } from '#server/routing/port.ts';
import type { Store } from '#server/store/port.ts';
import type { ReadDay } from './desk/document-now.ts';
import { makeCosts } from './money/costs.ts';
import { makeBooking } from './booking/booking.ts';
import { makeCooperatives } from './cooperatives.ts';
import { makeDrive } from './drive/drive.ts';
import { makeDrivers } from './drivers.ts';
import { makeExports } from './export/export-plan.ts';
import { makeFleet } from './fleet.ts';
import { makeHubs } from './hubs.ts';
import { makeMoney } from './money/money.ts';
import type { PlanningTools } from './planning/plan-day.ts';
import type { Solves } from './planning/solves.ts';
import { makePlans } from './plans.ts';
import type { Services } from './port.ts';
import { makePush } from './push/push.ts';
import { makePublishing } from './publish/publishing.ts';
import { openQuotes } from './quotes/open-quotes.ts';
import { makeRates } from './rates/rates.ts';
import { makeReceiving } from './receiving/receiving.ts';
import { makePrograms } from './programs.ts';
import { makeReadContext } from './request-context.ts';
import { makeRequests } from './requests.ts';
import { makeStanding } from './standing.ts';
import { makeTextBookings } from './booking-text/text-bookings.ts';
import { makeWebhooks } from './webhooks/webhooks.ts';

/** Everything the use cases are made from; the composition root puts it together. */
export interface ServicesDeps {
  readonly store: Store;
  readonly regions: Regions;
  readonly solves: Solves;
  readonly toolsOf: (region: string) => PlanningTools;
  readonly directionTexts: (steps: readonly RouteStep[], locale: string, destination: string) => string[];
  readonly desk: Services['desk'];
  /** Ends when paths that the desk looks for are written. */
  readonly settlePaths: () => Promise<void>;
  readonly readDay: ReadDay;
  readonly vroom: Services['vroom'];
  readonly whatIfs: Services['whatIfs'];
  readonly health: Services['health'];
  readonly snapLimitMetres: number;
  readonly mapStyleUrl: string | null;
  /** Where people reach the server; null: nobody has said. */
  readonly publicUrl: string | null;
  /** Told of push services that refuse what they are sent. */
  readonly onPushRefused: (failure: string, session: string) => void;
  /** Told of quotes that could not be kept with a booking, which stands without. */
  readonly onQuoteFailure: (error: unknown) => void;
  /** Told of pickups that come again and could not be made for a day. */
  readonly onStandingFailure: (error: unknown, pickup: string) => void;
  /** Told of hubs whose day began and whose pickups could not be made at all. */
  readonly onStandingDayFailure: (error: unknown, hub: string) => void;
  /** Told of hubs whose events could not be read for webhooks. */
  readonly onWebhookFailure: (error: unknown, hub: string) => void;
  /** Whether webhooks may call this machine and its networks. */
  readonly isPrivateWebhookAllowed: boolean;
  readonly randomBytes: (size: number) => Buffer;
  /** UTC instant. */
  readonly now: () => string;
  readonly newId: () => string;
  readonly newSeed: () => number;
  /** Of a link, as it stands in it. */
  readonly newSecret: () => string;
}

export function makeServices(deps: ServicesDeps): Services {
  const { store } = deps;
  const money = makeMoney(deps);
  const { quotes, cheaper } = openQuotes(deps);
  const booking = { ...deps, readContext: makeReadContext(deps), keepQuote: quotes.keep };
  const standing = makeStanding({
    ...booking,
    onFailure: deps.onStandingFailure,
    onDayFailure: deps.onStandingDayFailure,
  });
  const texts = makeTextBookings(booking);
  const push = makePush({
    ...deps,
    isPrivateAllowed: deps.isPrivateWebhookAllowed,
    onRefused: deps.onPushRefused,
  });
  return {
    hubs: makeHubs({ ...deps, store: store.hubs, lastSeq: (hub) => store.events.lastSeq(hub) }),
    requests: makeRequests({ ...booking, makeStandingDay: standing.makeDay }),
    texts,
    standing,
    programs: makePrograms(booking),
    webhooks: makeWebhooks({
      ...deps,
      isPrivateAllowed: deps.isPrivateWebhookAllowed,
      onFailure: deps.onWebhookFailure,
    }),
    fleet: makeFleet(deps),
    drivers: makeDrivers(deps),
    cooperatives: makeCooperatives(deps),
    booking: makeBooking({ ...deps, makeQuote: quotes.make, readText: texts.read, pushKey: push.key }),
    push,
    rates: makeRates(deps),
    money,
    quotes,
    whatIfs: deps.whatIfs,
    costs: makeCosts({ store, readMoney: money.get, cheaper }),
    receiving: makeReceiving(deps),
    plans: makePlans(deps),
    publishing: makePublishing(deps),
    drive: makeDrive(deps),
    exports: makeExports(deps),
    events: {
      listAfter: (hub, after, limit) => store.events.listAfter(hub, after, limit),
      lastSeq: (hub) => store.events.lastSeq(hub),
      subscribe: (hub, on) => {
        const stops = [store.events.subscribe(hub, on.wake), deps.solves.subscribe(hub, on.progress)];
        return () => stops.forEach((stop) => stop());
      },
    },
    desk: deps.desk,
    vroom: deps.vroom,
    health: deps.health,
  };
}
