import { z } from 'zod';
import { id, locale, localDate } from './basics.ts';
import { cheaperStop, costGrouping, costReport, costsOnly, villageCosts } from './costs.ts';
import { endpoint } from './endpoint.ts';

const staff = ['receiver', 'dispatcher', 'manager', 'administrator'] as const;
const atHub = z.object({ hub: id });
const days = z.object({ from: localDate, until: localDate });
const span = days.extend({
  by: costGrouping.default('day'),
  /** Of what is so called alone, in all that are named; '': of what has none. Absent: of all. */
  ...costsOnly.shape,
});
const errors = ['DATES_REVERSED', 'SPAN_TOO_LONG', 'ROUTING_UNAVAILABLE'] as const;

/** What a span of days cost. */
export const costsEndpoints = {
  getCosts: endpoint({
    id: 'getCosts',
    method: 'GET',
    path: '/api/hubs/:hub/costs',
    access: staff,
    summary: 'What the days from the first to the last cost, in groups, planned and actual; 400 days at most',
    params: atHub,
    query: span,
    out: costReport,
    errors: [...errors],
  }),
  getVillageCosts: endpoint({
    id: 'getVillageCosts',
    method: 'GET',
    path: '/api/hubs/:hub/costs/villages',
    access: staff,
    summary: 'What the requests of each village bore over the days, and where it is; namesakes apart',
    params: atHub,
    query: days,
    out: villageCosts,
    errors: [...errors],
  }),
  getCheaperStop: endpoint({
    id: 'getCheaperStop',
    method: 'GET',
    path: '/api/hubs/:hub/costs/cheaper',
    access: staff,
    summary:
      'What would have made a stop cheaper: another day, a joint pickup, another vehicle, a collection point',
    params: atHub,
    query: z.object({ date: localDate, place: z.string().min(1).max(200) }),
    out: cheaperStop,
    errors: ['HUB_UNKNOWN', 'PLAN_UNKNOWN', 'NO_VEHICLES', 'HUB_NOT_ON_ROAD', 'ROUTING_UNAVAILABLE'],
  }),
  exportCosts: endpoint({
    id: 'exportCosts',
    method: 'GET',
    path: '/api/hubs/:hub/costs/export',
    access: staff,
    summary:
      'The same as a table, amounts in major units: CSV of one table, or XLSX with the villages and the dearest stops too',
    params: atHub,
    query: span.extend({
      format: z.enum(['csv', 'xlsx']).default('xlsx'),
      /** Of `csv`. */
      table: z.enum(['costs', 'villages', 'dearest']).default('costs'),
      locale: locale.default('en'),
    }),
    kind: 'file',
    errors: [...errors],
  }),
} as const;
