import { z } from 'zod';
import { id, instant, localDate, locale, localTime } from './basics.ts';
import { interruptedSolve } from './desk.ts';
import { deskEndpoints } from './desk-endpoints.ts';
import { bookingEndpoints } from './booking-endpoints.ts';
import { cooperativeEndpoints } from './cooperative-endpoints.ts';
import { driveEndpoints } from './drive-endpoints.ts';
import { drivenLeg } from './drive-run.ts';
import { endpoint } from './endpoint.ts';
import { loggedEvent } from './event.ts';
import { inputEndpoints } from './input-endpoints.ts';
import { hub, placeHit, product, region } from './hub.ts';
import { importPreview, importQuery } from './list-import.ts';
import { costsEndpoints } from './costs-endpoints.ts';
import { moneyEndpoints } from './money-endpoints.ts';
import { password, session, user, userRole } from './people.ts';
import { planDocument } from './plan.ts';
import { quoteEndpoints } from './quote-endpoints.ts';
import { publishEndpoints } from './publish-endpoints.ts';
import { ratesEndpoints } from './rates-endpoints.ts';
import { receivingEndpoints } from './receiving-endpoints.ts';
import { request, requestDraft } from './request.ts';
import { settingsEndpoints } from './settings-endpoints.ts';
import { whatIfEndpoints } from './what-if-endpoints.ts';
import { vroomProblem, vroomSolution } from './vroom.ts';

const desk = ['dispatcher', 'manager', 'administrator'] as const;
const staff = ['receiver', ...desk] as const;
const atHub = z.object({ hub: id });
const onDay = z.object({ date: localDate });

const storedPlan = z.object({
  id,
  edit_version: z.int(),
  created_at: instant,
  created_by: z.string().nullable(),
  document: planDocument,
});
export type StoredPlanWire = z.infer<typeof storedPlan>;

/** Every endpoint of the server, by id. */
export const endpoints = {
  health: endpoint({
    id: 'health',
    method: 'GET',
    path: '/api/health',
    access: 'anybody',
    summary: 'Whether the server can do its work',
    out: z.object({
      status: z.enum(['ok', 'degraded']),
      version: z.string(),
      checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
    }),
  }),
  openapi: endpoint({
    id: 'openapi',
    method: 'GET',
    path: '/api/openapi.json',
    access: 'anybody',
    summary: 'This API as OpenAPI 3.1',
    out: z.record(z.string(), z.unknown()),
  }),

  getSession: endpoint({
    id: 'getSession',
    method: 'GET',
    path: '/api/session',
    access: 'signed-in',
    summary: 'Who is signed in, with the hubs to see',
    out: session,
  }),
  signIn: endpoint({
    id: 'signIn',
    method: 'POST',
    path: '/api/session',
    access: 'anybody',
    summary: 'Sign in with e-mail and password',
    body: z.object({ email: z.string().max(200), password: z.string().max(200) }),
    out: session,
    errors: ['SIGN_IN_FAILED', 'TOO_MANY_TRIES'],
  }),
  signOut: endpoint({
    id: 'signOut',
    method: 'DELETE',
    path: '/api/session',
    access: 'signed-in',
    summary: 'Sign out on this device',
    status: 204,
  }),
  getInvite: endpoint({
    id: 'getInvite',
    method: 'GET',
    path: '/api/invites/:token',
    access: 'anybody',
    summary: 'Whose one-time link this is; changes nothing (chat apps fetch links for previews)',
    params: z.object({ token: z.string().max(200) }),
    out: z.object({ name: z.string(), email: z.string(), expires_at: instant }),
    errors: ['LINK_UNKNOWN', 'LINK_EXPIRED', 'TOO_MANY_TRIES'],
  }),
  acceptInvite: endpoint({
    id: 'acceptInvite',
    method: 'POST',
    path: '/api/invites/:token',
    access: 'anybody',
    summary: 'Use a one-time link: set a password and be signed in',
    params: z.object({ token: z.string().max(200) }),
    body: z.object({ password }),
    out: session,
    errors: ['LINK_UNKNOWN', 'LINK_EXPIRED', 'TOO_MANY_TRIES'],
  }),

  listUsers: endpoint({
    id: 'listUsers',
    method: 'GET',
    path: '/api/users',
    access: ['administrator'],
    summary: 'All people with their roles',
    out: z.array(user),
  }),
  addUser: endpoint({
    id: 'addUser',
    method: 'POST',
    path: '/api/users',
    access: ['administrator'],
    summary: 'Add a person; answers with a one-time link to set a password',
    body: z.object({
      name: z.string().min(1).max(100),
      email: z.email().max(200),
      locale: locale.default('en'),
      roles: z.array(userRole).min(1).max(50),
    }),
    out: z.object({ user, link: z.string() }),
    status: 201,
    errors: ['EMAIL_TAKEN', 'HUB_UNKNOWN'],
  }),
  updateUser: endpoint({
    id: 'updateUser',
    method: 'PATCH',
    path: '/api/users/:user',
    access: ['administrator'],
    summary: 'Rename, give other roles, disable or enable; disabling signs the person out everywhere',
    params: z.object({ user: id }),
    body: z.object({
      name: z.string().min(1).max(100).optional(),
      locale: locale.optional(),
      roles: z.array(userRole).min(1).max(50).optional(),
      is_disabled: z.boolean().optional(),
    }),
    out: user,
    errors: ['USER_UNKNOWN', 'LAST_ADMINISTRATOR', 'HUB_UNKNOWN'],
  }),
  resetUser: endpoint({
    id: 'resetUser',
    method: 'POST',
    path: '/api/users/:user/reset',
    access: ['administrator'],
    summary: 'A new one-time link for someone locked out; the old password and sessions end',
    params: z.object({ user: id }),
    out: z.object({ link: z.string() }),
    errors: ['USER_UNKNOWN'],
  }),

  listRegions: endpoint({
    id: 'listRegions',
    method: 'GET',
    path: '/api/regions',
    access: ['administrator'],
    summary: 'Imported regions',
    out: z.array(region),
  }),
  addHub: endpoint({
    id: 'addHub',
    method: 'POST',
    path: '/api/hubs',
    access: ['administrator'],
    summary: 'Add a hub inside an imported region',
    body: z.object({
      name: z.string().min(1).max(100),
      lat: z.number().min(-90).max(90),
      lon: z.number().min(-180).max(180),
      region: z.string().max(100),
      timezone: z.string().optional(),
      currency: z.string().optional(),
    }),
    out: hub,
    status: 201,
    errors: ['REGION_UNKNOWN', 'OUTSIDE_REGION', 'TIMEZONE_UNKNOWN', 'CURRENCY_UNKNOWN', 'NAME_TAKEN'],
  }),
  getHub: endpoint({
    id: 'getHub',
    method: 'GET',
    path: '/api/hubs/:hub',
    access: staff,
    summary: 'A hub with its region, products and today in its zone',
    params: atHub,
    out: z.object({
      hub,
      region,
      /** Until when requests of the next day are to be booked; null: it has none. */
      cut_off: localTime.nullable(),
      products: z.array(product),
      today: localDate,
      /** A style to show in place of the region's own basemap (MAP_STYLE_URL). */
      map_style_url: z.string().nullable(),
      /** The last event from before this was read: who follows the events after it misses none. */
      seq: z.int().min(0),
    }),
  }),
  searchPlaces: endpoint({
    id: 'searchPlaces',
    method: 'GET',
    path: '/api/hubs/:hub/places',
    access: staff,
    summary: 'Offline place search in the region’s gazetteer',
    params: atHub,
    query: z.object({ q: z.string().min(1).max(100), locale: locale.optional() }),
    out: z.array(placeHit),
  }),
  tile: endpoint({
    id: 'tile',
    method: 'GET',
    path: '/api/hubs/:hub/tiles/:z/:x/:y',
    access: 'signed-in',
    summary: 'A vector tile (MVT, gzip) of the region’s basemap; 204 where it is empty',
    params: atHub.extend({
      z: z.coerce.number().int(),
      x: z.coerce.number().int(),
      y: z.coerce.number().int(),
    }),
    /** `v`: the region's build; the answer may then be kept for good, since a new build has another address. */
    query: z.object({ v: z.string().max(100).optional() }),
    kind: 'file',
    fileType: 'application/vnd.mapbox-vector-tile',
    errors: ['REGION_UNKNOWN'],
  }),

  listRequests: endpoint({
    id: 'listRequests',
    method: 'GET',
    path: '/api/hubs/:hub/requests',
    access: staff,
    summary: 'Requests of a day',
    params: atHub,
    query: onDay,
    out: z.array(request),
  }),
  addRequest: endpoint({
    id: 'addRequest',
    method: 'POST',
    path: '/api/hubs/:hub/requests',
    access: desk,
    summary: 'Book one request',
    params: atHub,
    body: requestDraft,
    out: request,
    status: 201,
    errors: ['PLACE_UNKNOWN', 'PLACE_AMBIGUOUS', 'OUTSIDE_REGION', 'TIME_UNCLEAR', 'REFERENCE_TAKEN'],
  }),
  cancelRequest: endpoint({
    id: 'cancelRequest',
    method: 'DELETE',
    path: '/api/hubs/:hub/requests/:request',
    access: desk,
    summary: 'Cancel a request; it stays in the list as cancelled',
    params: atHub.extend({ request: id }),
    out: request,
    errors: ['REQUEST_UNKNOWN', 'CARRIED_OVER'],
  }),
  restoreRequest: endpoint({
    id: 'restoreRequest',
    method: 'POST',
    path: '/api/hubs/:hub/requests/:request/restore',
    access: desk,
    summary: 'Take a cancellation back',
    params: atHub.extend({ request: id }),
    out: request,
    errors: ['REQUEST_UNKNOWN', 'CARRIED_OVER', 'REFERENCE_TAKEN'],
  }),
  importRequests: endpoint({
    id: 'importRequests',
    method: 'POST',
    path: '/api/hubs/:hub/requests/import',
    access: desk,
    summary: 'Preview or import a list of requests (CSV or XLSX bytes); all rows or none',
    params: atHub,
    query: importQuery,
    bodyKind: 'bytes',
    out: importPreview,
    errors: ['LIST_UNREADABLE', 'LIST_HAS_ERRORS'],
  }),

  ...settingsEndpoints,
  ...cooperativeEndpoints,
  ...inputEndpoints,
  ...bookingEndpoints,

  getPlan: endpoint({
    id: 'getPlan',
    method: 'GET',
    path: '/api/hubs/:hub/plan',
    access: staff,
    summary:
      'The plan of a day, null before the first; the solve under way; the last one, if it was interrupted',
    params: atHub,
    query: onDay,
    out: z.object({
      plan: storedPlan.nullable(),
      solve: id.nullable(),
      interrupted: interruptedSolve.nullable(),
    }),
  }),
  startSolve: endpoint({
    id: 'startSolve',
    method: 'POST',
    path: '/api/hubs/:hub/solves',
    access: desk,
    summary: 'Plan a day in the background; progress comes as events',
    params: atHub,
    body: z.object({ date: localDate, seconds: z.int().min(1).max(600).default(10) }),
    out: z.object({ solve: id }),
    status: 202,
    errors: [
      'SOLVE_RUNNING',
      'NO_REQUESTS',
      'NO_VEHICLES',
      'DRIVERS_UNDER_WAY',
      'HUB_NOT_ON_ROAD',
      'ROUTING_UNAVAILABLE',
    ],
  }),
  stopSolve: endpoint({
    id: 'stopSolve',
    method: 'DELETE',
    path: '/api/hubs/:hub/solves/:solve',
    access: desk,
    summary: 'Stop early: keep=true takes the best so far, keep=false leaves the plan as it was',
    params: atHub.extend({ solve: id }),
    query: z.object({ keep: z.stringbool().default(true) }),
    status: 204,
    errors: ['SOLVE_UNKNOWN'],
  }),
  getDirections: endpoint({
    id: 'getDirections',
    method: 'GET',
    path: '/api/hubs/:hub/plan/runs/:vehicle/directions',
    access: staff,
    summary: 'Turn-by-turn text of a run, leg by leg',
    params: atHub.extend({ vehicle: z.string() }),
    query: onDay.extend({ locale: locale.default('en') }),
    out: z.array(drivenLeg),
    errors: ['PLAN_UNKNOWN', 'RUN_UNKNOWN', 'ROUTING_UNAVAILABLE'],
  }),
  events: endpoint({
    id: 'events',
    method: 'GET',
    path: '/api/hubs/:hub/events',
    access: staff,
    summary: 'Server-sent events of a hub; replays from Last-Event-ID',
    params: atHub,
    query: z.object({ after: z.coerce.number().int().optional() }),
    out: loggedEvent,
    kind: 'stream',
  }),

  ...deskEndpoints,
  ...publishEndpoints,
  ...driveEndpoints,

  ...ratesEndpoints,

  ...moneyEndpoints,
  ...costsEndpoints,
  ...quoteEndpoints,
  ...whatIfEndpoints,

  ...receivingEndpoints,

  solveVroom: endpoint({
    id: 'solveVroom',
    method: 'POST',
    path: '/api/vroom',
    access: 'api-key',
    summary: 'Solve a problem in VROOM’s format, as vroom-express does (docs/vroom.md)',
    body: vroomProblem,
    bodyKind: 'unread-json',
    out: vroomSolution,
    failure: 'vroom',
    errors: ['PROBLEM_INVALID', 'PROBLEM_TOO_LARGE', 'SOLVE_QUEUE_FULL', 'SOLVER_CRASHED', 'PLAN_INVALID'],
  }),
  vroomHealth: endpoint({
    id: 'vroomHealth',
    method: 'GET',
    path: '/api/vroom/health',
    access: 'api-key',
    summary: 'How many problems are being solved and wait, and how many may',
    out: z.object({
      running: z.int(),
      waiting: z.int(),
      at_once: z.int(),
      most_waiting: z.int(),
    }),
    failure: 'vroom',
  }),
} as const;
