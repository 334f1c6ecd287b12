import { z } from 'zod';
import { id, localDate, locale } from './basics.ts';
import { endpoint } from './endpoint.ts';
import { publication, publishOrder, withdrawOrder } from './publication.ts';

const deskRoles = ['dispatcher', 'manager', 'administrator'] as const;
const staff = ['receiver', ...deskRoles] as const;
const atHub = z.object({ hub: id });

/** Of reckoning a day anew. */
const dayErrors = ['NO_VEHICLES', 'HUB_NOT_ON_ROAD', 'ROUTING_UNAVAILABLE'] as const;

/** How a plan leaves the desk, and what it leaves over. */
export const publishEndpoints = {
  getPublication: endpoint({
    id: 'getPublication',
    method: 'GET',
    path: '/api/hubs/:hub/publication',
    access: staff,
    summary: 'The runs of a day as they are published, and who published when',
    params: atHub,
    query: z.object({ date: localDate }),
    out: publication,
  }),
  publishPlan: endpoint({
    id: 'publishPlan',
    method: 'POST',
    path: '/api/hubs/:hub/publication',
    access: deskRoles,
    summary:
      'Freeze runs as they are in a version of the plan; runs that are published so already stay as they are',
    params: atHub,
    body: publishOrder,
    out: publication,
    errors: ['PLAN_UNKNOWN', 'RUN_UNKNOWN', 'EDIT_CONFLICT', 'NOTHING_TO_PUBLISH', ...dayErrors],
  }),
  withdrawRuns: endpoint({
    id: 'withdrawRuns',
    method: 'POST',
    path: '/api/hubs/:hub/publication/withdraw',
    access: deskRoles,
    summary: 'Take published runs back; the plan stays as it is',
    params: atHub,
    body: withdrawOrder,
    out: publication,
    errors: ['PLAN_UNKNOWN', 'PUBLISHED_ANEW'],
  }),
  exportPlan: endpoint({
    id: 'exportPlan',
    method: 'GET',
    path: '/api/hubs/:hub/plan/export',
    access: staff,
    summary:
      'The plan as it stands, or one run of it, as CSV or XLSX: money in major units, times by the hub’s clock',
    params: atHub,
    query: z.object({
      date: localDate,
      format: z.enum(['csv', 'xlsx']).default('xlsx'),
      /** Of a CSV; a workbook has a sheet for each. */
      table: z.enum(['runs', 'stops', 'unassigned']).default('stops'),
      /** By its number. */
      run: z.coerce.number().int().optional(),
      locale: locale.default('en'),
    }),
    kind: 'file',
    errors: ['PLAN_UNKNOWN', 'RUN_UNKNOWN', ...dayErrors],
  }),
  carryOverRequests: endpoint({
    id: 'carryOverRequests',
    method: 'POST',
    path: '/api/hubs/:hub/requests/carry-over',
    access: deskRoles,
    summary: 'Book what is in no run of its day on the next day instead, or on today where that is past',
    params: atHub,
    body: z.object({
      date: localDate,
      /** Null: all that are in no run. */
      requests: z.array(id).max(10_000).nullable().default(null),
    }),
    out: z.object({ to: localDate, count: z.int() }),
  }),
  bringBackRequests: endpoint({
    id: 'bringBackRequests',
    method: 'POST',
    path: '/api/hubs/:hub/requests/bring-back',
    access: deskRoles,
    summary:
      'Book requests that were carried over on their own day again; what a driver has by then is kept where it is',
    params: atHub,
    body: z.object({ requests: z.array(id).min(1).max(10_000) }),
    out: z.object({ count: z.int(), kept: z.int() }),
  }),
} as const;
