import {
  hashKey,
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
  type QueryState,
} from '@tanstack/react-query';
import type { Locale } from '#server/contract/basics.ts';
import type { CostFilter, CostGrouping } from '#server/contract/costs.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import type { Session } from '#server/contract/people.ts';
import type { QuoteDraft } from '#server/contract/quote.ts';
import { keptDays } from '../session/kept-days.ts';
import { ApiProblem, asApiProblem } from './api-problem.ts';
import { call, fetchBytes } from './client.ts';

/** Cache keys. All of a hub's answers begin with its key, so that a reset can drop them at once. */
export const keys = {
  session: ['session'] as const,
  users: ['users'] as const,
  regions: ['regions'] as const,
  hub: (hub: string) => ['hub', hub] as const,
  allRequests: (hub: string) => ['hub', hub, 'requests'] as const,
  requests: (hub: string, date: string) => ['hub', hub, 'requests', date] as const,
  settings: (hub: string) => ['hub', hub, 'settings'] as const,
  /** Of vehicles, their types and drivers. */
  fleet: (hub: string) => ['hub', hub, 'fleet'] as const,
  vehicles: (hub: string) => ['hub', hub, 'fleet', 'vehicles'] as const,
  /** Of cooperatives and their members. */
  people: (hub: string) => ['hub', hub, 'people'] as const,
  standing: (hub: string) => ['hub', hub, 'standing'] as const,
  /** Of keys, webhooks and their calls. */
  programs: (hub: string) => ['hub', hub, 'programs'] as const,
  rates: (hub: string) => ['hub', hub, 'rates'] as const,
  moneys: (hub: string) => ['hub', hub, 'money'] as const,
  money: (hub: string, date: string) => ['hub', hub, 'money', date] as const,
  costs: (hub: string) => ['hub', hub, 'costs'] as const,
  receiving: (hub: string, date: string) => ['hub', hub, 'receiving', date] as const,
  plan: (hub: string, date: string) => ['hub', hub, 'plan', date] as const,
  desks: (hub: string) => ['hub', hub, 'desk'] as const,
  desk: (hub: string, date: string) => ['hub', hub, 'desk', date] as const,
  publication: (hub: string, date: string) => ['hub', hub, 'publication', date] as const,
  /** Runs with what their drivers tapped. */
  driven: (hub: string, date: string) => ['hub', hub, 'driven', date] as const,
  scenarios: (hub: string, date: string) => ['hub', hub, 'scenarios', date] as const,
};

export function createQueryClient(): QueryClient {
  // A session that has ended elsewhere shows in any answer: asked again, it leads to the sign-in page.
  const onError = (error: unknown): void => {
    if (!(error instanceof ApiProblem) || error.problem.code !== 'NOT_SIGNED_IN') return;
    if (client.getQueryState(keys.session)?.status === 'success') {
      void client.invalidateQueries({ queryKey: keys.session });
    }
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // The server is often on the same machine or the hub's own network: what the browser thinks of the
        // internet says nothing about whether it answers.
        networkMode: 'always',
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && isWorthRetrying(error),
      },
      mutations: { networkMode: 'always' },
    },
  });
  // What is kept on this device is its reader's alone, whichever page learns who is signed in by now.
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.query.queryHash !== hashKey(keys.session)) return;
    const { data, error } = event.query.state as QueryState<Session>;
    if (event.action.type === 'success' && data) forgetOthers(data.user.id);
    if (event.action.type === 'error' && asApiProblem(error).code === 'NOT_SIGNED_IN') forgetOthers(null);
  });
  return client;
}

/** A browser that keeps nothing has nothing to forget. */
const forgetOthers = (user: string | null): void => void keptDays.forgetOthers(user).catch(() => undefined);

function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof ApiProblem) || error.problem.status === 0 || error.problem.status >= 500;
}

export const queries = {
  session: () =>
    queryOptions({
      queryKey: keys.session,
      queryFn: ({ signal }) => call(endpoints.getSession, { signal }),
      staleTime: 5 * 60_000,
    }),
  users: () =>
    queryOptions({ queryKey: keys.users, queryFn: ({ signal }) => call(endpoints.listUsers, { signal }) }),
  regions: () =>
    queryOptions({
      queryKey: keys.regions,
      queryFn: ({ signal }) => call(endpoints.listRegions, { signal }),
    }),
  invite: (token: string) =>
    queryOptions({
      queryKey: ['invite', token] as const,
      queryFn: ({ signal }) => call(endpoints.getInvite, { params: { token }, signal }),
      retry: false,
    }),
  hub: (hub: string) =>
    queryOptions({
      queryKey: keys.hub(hub),
      queryFn: ({ signal }) => call(endpoints.getHub, { params: { hub }, signal }),
      staleTime: 5 * 60_000,
    }),
  requests: (hub: string, date: string) =>
    queryOptions({
      queryKey: keys.requests(hub, date),
      queryFn: ({ signal }) => call(endpoints.listRequests, { params: { hub }, query: { date }, signal }),
    }),
  requestText: (hub: string, request: string) =>
    queryOptions({
      queryKey: ['hub', hub, 'request-text', request] as const,
      queryFn: ({ signal }) => call(endpoints.getRequestText, { params: { hub, request }, signal }),
      // It is written once.
      staleTime: Infinity,
    }),
  standing: (hub: string) =>
    queryOptions({
      queryKey: keys.standing(hub),
      queryFn: ({ signal }) => call(endpoints.listStandingPickups, { params: { hub }, signal }),
      staleTime: 0,
    }),
  apiKeys: (hub: string) =>
    queryOptions({
      queryKey: [...keys.programs(hub), 'keys'] as const,
      queryFn: ({ signal }) => call(endpoints.listApiKeys, { params: { hub }, signal }),
    }),
  webhooks: (hub: string) =>
    queryOptions({
      queryKey: [...keys.programs(hub), 'webhooks'] as const,
      queryFn: ({ signal }) => call(endpoints.listWebhooks, { params: { hub }, signal }),
    }),
  webhookCalls: (hub: string) =>
    queryOptions({
      queryKey: [...keys.programs(hub), 'calls'] as const,
      queryFn: ({ signal }) => call(endpoints.listWebhookCalls, { params: { hub }, signal }),
      // Calls are made at any time, and no event tells of them.
      refetchInterval: 10_000,
    }),
  /** Of a draft as it is typed; null: not enough of it yet. */
  quote: (hub: string, draft: QuoteDraft | null) =>
    queryOptions({
      queryKey: ['hub', hub, 'quote', draft] as const,
      queryFn: ({ signal }) => call(endpoints.getQuote, { params: { hub }, query: draft!, signal }), // asked for only where it is there
      enabled: draft !== null,
      // Plans change.
      staleTime: 0,
      gcTime: 0,
      placeholderData: (before) => (draft === null ? undefined : before),
    }),
  keptQuotes: (hub: string, date: string) =>
    queryOptions({
      queryKey: [...keys.requests(hub, date), 'quotes'] as const,
      queryFn: ({ signal }) => call(endpoints.listKeptQuotes, { params: { hub }, query: { date }, signal }),
    }),
  vehicles: (hub: string) =>
    queryOptions({
      queryKey: keys.vehicles(hub),
      queryFn: ({ signal }) => call(endpoints.listVehicles, { params: { hub }, signal }),
    }),
  vehicleTypes: (hub: string) =>
    queryOptions({
      queryKey: [...keys.fleet(hub), 'types'] as const,
      queryFn: ({ signal }) => call(endpoints.listVehicleTypes, { params: { hub }, signal }),
    }),
  drivers: (hub: string) =>
    queryOptions({
      queryKey: [...keys.fleet(hub), 'drivers'] as const,
      queryFn: ({ signal }) => call(endpoints.listDrivers, { params: { hub }, signal }),
    }),
  cooperatives: (hub: string) =>
    queryOptions({
      queryKey: [...keys.people(hub), 'cooperatives'] as const,
      queryFn: ({ signal }) => call(endpoints.listCooperatives, { params: { hub }, signal }),
    }),
  members: (hub: string) =>
    queryOptions({
      queryKey: [...keys.people(hub), 'members'] as const,
      queryFn: ({ signal }) => call(endpoints.listMembers, { params: { hub }, signal }),
    }),
  bookingSettings: (hub: string) =>
    queryOptions({
      queryKey: [...keys.people(hub), 'settings'] as const,
      queryFn: ({ signal }) => call(endpoints.getBookingSettings, { params: { hub }, signal }),
    }),
  /** What came from phones; it changes with the requests of its day. */
  bookings: (hub: string, date: string) =>
    queryOptions({
      queryKey: [...keys.requests(hub, date), 'bookings'] as const,
      queryFn: ({ signal }) => call(endpoints.listBookings, { params: { hub }, query: { date }, signal }),
    }),
  settings: (hub: string) =>
    queryOptions({
      queryKey: keys.settings(hub),
      queryFn: ({ signal }) => call(endpoints.getHubSettings, { params: { hub }, signal }),
    }),
  money: (hub: string, date: string) =>
    queryOptions({
      queryKey: keys.money(hub, date),
      queryFn: ({ signal }) => call(endpoints.getDayMoney, { params: { hub }, query: { date }, signal }),
      // Plans and rates that it is reckoned from change elsewhere.
      staleTime: 0,
    }),
  costs: (
    hub: string,
    span: {
      readonly from: string;
      readonly until: string;
      readonly by: CostGrouping;
      readonly of?: CostFilter;
      readonly only?: string;
    },
  ) =>
    queryOptions({
      queryKey: [...keys.costs(hub), span] as const,
      queryFn: ({ signal }) => call(endpoints.getCosts, { params: { hub }, query: span, signal }),
      // As the money of its days.
      staleTime: 0,
    }),
  ledger: (hub: string, span: { readonly from: string; readonly until: string }) =>
    queryOptions({
      queryKey: [...keys.moneys(hub), 'ledger', span] as const,
      queryFn: ({ signal }) => call(endpoints.listLedger, { params: { hub }, query: span, signal }),
      // Entries are written on other pages.
      staleTime: 0,
    }),
  villageCosts: (hub: string, span: { readonly from: string; readonly until: string }) =>
    queryOptions({
      queryKey: [...keys.costs(hub), 'villages', span] as const,
      queryFn: ({ signal }) => call(endpoints.getVillageCosts, { params: { hub }, query: span, signal }),
      // As the money of its days.
      staleTime: 0,
    }),
  cheaperStop: (hub: string, stop: { readonly date: string; readonly place: string }) =>
    queryOptions({
      queryKey: [...keys.costs(hub), 'cheaper', stop] as const,
      queryFn: ({ signal }) => call(endpoints.getCheaperStop, { params: { hub }, query: stop, signal }),
      staleTime: 5 * 60_000,
    }),
  /** Null: none was started. Asked again while it is under way. */
  whatIf: (hub: string, whatIf: string | null) =>
    queryOptions({
      queryKey: ['hub', hub, 'what-if', whatIf] as const,
      queryFn: ({ signal }) => call(endpoints.getWhatIf, { params: { hub, whatIf: whatIf! }, signal }), // asked for only where there is one
      enabled: whatIf !== null,
      refetchInterval: ({ state }) => (state.data?.state === 'running' || !state.data ? 700 : false),
      gcTime: 0,
    }),
  receiving: (hub: string, date: string) =>
    queryOptions({
      queryKey: keys.receiving(hub, date),
      queryFn: ({ signal }) => call(endpoints.getReceiving, { params: { hub }, query: { date }, signal }),
      // Plans that it is made from change elsewhere.
      staleTime: 0,
    }),
  rates: (hub: string) =>
    queryOptions({
      queryKey: keys.rates(hub),
      queryFn: ({ signal }) => call(endpoints.getRates, { params: { hub }, signal }),
    }),
  plan: (hub: string, date: string) =>
    queryOptions({
      queryKey: keys.plan(hub, date),
      queryFn: ({ signal }) => call(endpoints.getPlan, { params: { hub }, query: { date }, signal }),
    }),
  /** A plan at the desk with its history; `scenario` null: the plan of record. */
  desk: (hub: string, date: string, scenario: string | null) =>
    queryOptions({
      queryKey: [...keys.desk(hub, date), scenario] as const,
      queryFn: async ({ signal }) => {
        const query = { date, ...(scenario !== null && { scenario }) };
        const [wire, steps] = await Promise.all([
          call(endpoints.getDesk, { params: { hub }, query, signal }),
          call(endpoints.listEdits, { params: { hub }, query, signal }),
        ]);
        return { wire, steps };
      },
      // Its steps are followed by their events.
      staleTime: Infinity,
      gcTime: 0,
      structuralSharing: false,
    }),
  deskTables: (hub: string, date: string, key: string) =>
    queryOptions({
      queryKey: ['hub', hub, 'desk-tables', date, key] as const,
      queryFn: ({ signal }) =>
        fetchBytes(endpoints.getDeskTables, { params: { hub }, query: { date, key }, signal }),
      staleTime: Infinity,
      structuralSharing: false,
    }),
  publication: (hub: string, date: string) =>
    queryOptions({
      queryKey: keys.publication(hub, date),
      queryFn: ({ signal }) => call(endpoints.getPublication, { params: { hub }, query: { date }, signal }),
    }),
  driven: (hub: string, date: string) =>
    queryOptions({
      queryKey: keys.driven(hub, date),
      queryFn: ({ signal }) => call(endpoints.listDrivenRuns, { params: { hub }, query: { date }, signal }),
    }),
  scenarios: (hub: string, date: string) =>
    queryOptions({
      queryKey: keys.scenarios(hub, date),
      queryFn: ({ signal }) => call(endpoints.listScenarios, { params: { hub }, query: { date }, signal }),
      // Their figures change with every edit.
      staleTime: 0,
    }),
  /** Of one version of a plan. */
  unassigned: (hub: string, date: string, scenario: string | null, version: number) =>
    queryOptions({
      queryKey: [...keys.desk(hub, date), 'unassigned', scenario, version] as const,
      queryFn: ({ signal }) =>
        call(endpoints.listUnassigned, {
          params: { hub },
          query: { date, ...(scenario !== null && { scenario }) },
          signal,
        }),
      staleTime: Infinity,
      // The version does not come again.
      gcTime: 0,
    }),
  proposal: (hub: string, solve: string) =>
    queryOptions({
      queryKey: ['hub', hub, 'proposal', solve] as const,
      queryFn: ({ signal }) => call(endpoints.getProposal, { params: { hub, solve }, signal }),
      staleTime: Infinity,
    }),
  /** Of one version of a plan. */
  moreVehicles: (hub: string, date: string, scenario: string | null, version: number) =>
    queryOptions({
      queryKey: [...keys.desk(hub, date), 'more-vehicles', scenario, version] as const,
      queryFn: ({ signal }) =>
        call(endpoints.listMoreVehicles, {
          params: { hub },
          query: { date, ...(scenario !== null && { scenario }) },
          signal,
        }),
      staleTime: Infinity,
      // The version does not come again.
      gcTime: 0,
    }),
  places: (hub: string, q: string, locale: Locale) =>
    queryOptions({
      queryKey: ['hub', hub, 'places', locale, q] as const,
      queryFn: ({ signal }) =>
        call(endpoints.searchPlaces, { params: { hub }, query: { q, locale }, signal }),
      enabled: q.length > 0,
      staleTime: 5 * 60_000,
    }),
  directions: (hub: string, date: string, vehicle: string, edit: number, locale: Locale) =>
    queryOptions({
      queryKey: ['hub', hub, 'directions', date, vehicle, edit, locale] as const,
      queryFn: ({ signal }) =>
        call(endpoints.getDirections, { params: { hub, vehicle }, query: { date, locale }, signal }),
      staleTime: Infinity,
    }),
};
