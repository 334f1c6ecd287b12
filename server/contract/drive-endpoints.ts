import { z } from 'zod';
import { id, localDate } from './basics.ts';
import {
  deskDrivenRun,
  drivenLeg,
  drivenRunWire,
  phoneState,
  runLink,
  runMap,
  syncAnswer,
  syncOrder,
} from './drive-run.ts';
import { runEvent } from './drive.ts';
import { endpoint } from './endpoint.ts';

const deskRoles = ['dispatcher', 'manager', 'administrator'] as const;
const staff = ['receiver', ...deskRoles] as const;
const atHub = z.object({ hub: id });
const ofLink = z.object({ token: z.string().max(100) });
const ofRun = z.object({ run: id });
const linkErrors = ['LINK_UNKNOWN', 'LINK_EXPIRED'] as const;
/** Of a phone that calls with its key. */
const phoneErrors = ['PHONE_UNKNOWN', 'PHONE_WAITING', 'PHONE_REFUSED', 'LINK_EXPIRED'] as const;

/** The driver's run: what a phone does by its link, and what the desk does for it. */
export const driveEndpoints = {
  getRunLink: endpoint({
    id: 'getRunLink',
    method: 'GET',
    path: '/api/drive/links/:token',
    access: 'anybody',
    summary: 'Which run a driver’s link is for; changes nothing (chat apps fetch links for previews)',
    params: ofLink,
    out: z.object({
      number: z.int(),
      date: localDate,
      vehicle: z.string(),
      driver: z.string().nullable(),
      hub: z.string(),
      stops: z.int(),
    }),
    errors: linkErrors,
  }),
  bindPhone: endpoint({
    id: 'bindPhone',
    method: 'POST',
    path: '/api/drive/links/:token',
    access: 'anybody',
    summary:
      'Bind a phone to the run by a tap; the same phone again is told how it stands, another waits for the desk',
    params: ofLink,
    body: z.object({
      phone: z.uuid(),
      /** Made by the phone, for every later call as `Authorization: Bearer …`. */
      key: z.string().regex(/^[\w-]{32,100}$/),
      label: z.string().trim().max(100).default(''),
    }),
    out: z.object({ run: id, phone: phoneState }),
    errors: [...linkErrors, 'PHONE_UNKNOWN'],
  }),
  getDrivenRun: endpoint({
    id: 'getDrivenRun',
    method: 'GET',
    path: '/api/drive/runs/:run',
    access: 'phone',
    summary: 'The run with all that its driver needs without signal',
    params: ofRun,
    out: drivenRunWire,
    errors: phoneErrors,
  }),
  getDrivenDirections: endpoint({
    id: 'getDrivenDirections',
    method: 'GET',
    path: '/api/drive/runs/:run/directions',
    access: 'phone',
    summary: 'Turn by turn of the run as last published, leg by leg, in one of the languages there are',
    params: ofRun,
    query: z.object({ locale: z.string().max(20).default('en') }),
    out: z.object({ revision: z.int(), legs: z.array(drivenLeg) }),
    errors: [...phoneErrors, 'RUN_UNKNOWN', 'ROUTING_UNAVAILABLE'],
  }),
  syncRun: endpoint({
    id: 'syncRun',
    method: 'POST',
    path: '/api/drive/runs/:run/events',
    access: 'phone',
    summary: 'Take taps of the phone, each once however often it is sent, and tell what the desk changed',
    params: ofRun,
    body: syncOrder,
    out: syncAnswer,
    errors: phoneErrors,
  }),
  addPicture: endpoint({
    id: 'addPicture',
    method: 'POST',
    path: '/api/drive/runs/:run/pictures/:picture',
    access: 'phone',
    summary: 'A photo or a mark that an event names (JPEG, PNG or WebP); the same again changes nothing',
    params: ofRun.extend({ picture: id }),
    bodyKind: 'bytes',
    status: 204,
    errors: [...phoneErrors, 'PICTURE_UNREADABLE'],
  }),
  getDrivenMap: endpoint({
    id: 'getDrivenMap',
    method: 'GET',
    path: '/api/drive/runs/:run/map',
    access: 'phone',
    summary:
      'Which tiles the map along the run has, with their sizes, so that a phone can say it before it fetches them',
    params: ofRun,
    out: runMap,
    errors: [...phoneErrors, 'RUN_UNKNOWN', 'REGION_UNKNOWN'],
  }),
  getDrivenTile: endpoint({
    id: 'getDrivenTile',
    method: 'GET',
    path: '/api/drive/runs/:run/tiles/:z/:x/:y',
    access: 'phone',
    summary: 'A vector tile (MVT, gzip) of the basemap around the run; 204 where it is empty',
    params: ofRun.extend({
      z: z.coerce.number().int(),
      x: z.coerce.number().int(),
      y: z.coerce.number().int(),
    }),
    kind: 'file',
    fileType: 'application/vnd.mapbox-vector-tile',
    errors: [...phoneErrors, 'REGION_UNKNOWN'],
  }),
  getDrivenPhoto: endpoint({
    id: 'getDrivenPhoto',
    method: 'GET',
    path: '/api/drive/runs/:run/photos/:photo',
    access: 'phone',
    summary: 'The photo of a place that the run’s contacts name',
    params: ofRun.extend({ photo: id }),
    kind: 'file',
    fileType: 'image/*',
    errors: [...phoneErrors, 'PICTURE_UNKNOWN'],
  }),

  addRunLinks: endpoint({
    id: 'addRunLinks',
    method: 'POST',
    path: '/api/hubs/:hub/run-links',
    access: deskRoles,
    summary: 'New links for the drivers of published runs; those before stand until they end',
    params: atHub,
    body: z.object({
      date: localDate,
      /** Numbers of the runs; null: all that are published. */
      runs: z.array(z.int().min(1)).min(1).max(10_000).nullable().default(null),
    }),
    out: z.array(runLink),
    status: 201,
    errors: ['RUN_UNKNOWN'],
  }),
  revokeRunLinks: endpoint({
    id: 'revokeRunLinks',
    method: 'POST',
    path: '/api/hubs/:hub/runs/:run/revoke',
    access: deskRoles,
    summary: 'End the links of a run and give it to no phone; what its phones have noted still comes in',
    params: atHub.extend({ run: id }),
    status: 204,
    errors: ['RUN_UNKNOWN'],
  }),
  listDrivenRuns: endpoint({
    id: 'listDrivenRuns',
    method: 'GET',
    path: '/api/hubs/:hub/driven-runs',
    access: staff,
    summary:
      'Published runs of a day with what their drivers have tapped; domain/drive makes the state from it',
    params: atHub,
    query: z.object({ date: localDate }),
    out: z.array(deskDrivenRun),
  }),
  decidePhone: endpoint({
    id: 'decidePhone',
    method: 'POST',
    path: '/api/hubs/:hub/phones/:phone',
    access: deskRoles,
    summary: 'Let a phone that waits have the run, in place of the one that has it, or refuse it',
    params: atHub.extend({ phone: id }),
    body: z.object({ decision: z.enum(['let_in', 'refuse']) }),
    status: 204,
    errors: ['PHONE_UNKNOWN'],
  }),
  enterRunEvents: endpoint({
    id: 'enterRunEvents',
    method: 'POST',
    path: '/api/hubs/:hub/runs/:run/events',
    access: deskRoles,
    summary:
      'Enter taps that a driver sent by text message; each counts once, also when his phone sends it later',
    params: atHub.extend({ run: id }),
    body: z.object({ events: z.array(runEvent).min(1).max(500) }),
    out: z.object({ added: z.int() }),
    errors: ['RUN_UNKNOWN', 'PHONE_UNKNOWN'],
  }),
  getRunPicture: endpoint({
    id: 'getRunPicture',
    method: 'GET',
    path: '/api/hubs/:hub/runs/:run/pictures/:picture',
    access: staff,
    summary: 'A photo or a mark from a driver’s phone',
    params: atHub.extend({ run: id, picture: id }),
    kind: 'file',
    fileType: 'image/*',
    errors: ['PICTURE_UNKNOWN'],
  }),
} as const;
