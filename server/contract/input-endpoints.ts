import { z } from 'zod';
import { id, localDate } from './basics.ts';
import { deskTextDraft, messageText } from './booking-text.ts';
import { endpoint } from './endpoint.ts';
import { apiKey, apiKeyDraft, programDraft, webhook, webhookCall, webhookDraft } from './program.ts';
import { request, requestDraft } from './request.ts';
import { standingDraft, standingPickup } from './standing.ts';

const desk = ['dispatcher', 'manager', 'administrator'] as const;
const staff = ['receiver', ...desk] as const;
const owners = ['manager', 'administrator'] as const;
const atHub = z.object({ hub: id });
const atPickup = atHub.extend({ pickup: id });
const onDay = z.object({ date: localDate });
const bookingErrors = ['PLACE_UNKNOWN', 'PLACE_AMBIGUOUS', 'OUTSIDE_REGION', 'TIME_UNCLEAR'] as const;

/** More ways for requests to come in: messages, pickups that come again, and programs; and how programs are told. */
export const inputEndpoints = {
  readBookingText: endpoint({
    id: 'readBookingText',
    method: 'POST',
    path: '/api/hubs/:hub/requests/read-text',
    access: desk,
    summary: 'Read a message into drafts with doubts; books nothing',
    params: atHub,
    body: z.object({ text: messageText }),
    out: z.array(deskTextDraft),
  }),
  bookText: endpoint({
    id: 'bookText',
    method: 'POST',
    path: '/api/hubs/:hub/requests/from-text',
    access: desk,
    summary:
      'Book what was read of a message, as it was confirmed; all of it or nothing. The message is kept',
    params: atHub,
    body: z.object({ text: messageText, requests: z.array(requestDraft).min(1).max(50) }),
    out: z.array(request),
    status: 201,
    errors: [...bookingErrors, 'REFERENCE_TAKEN'],
  }),
  getRequestText: endpoint({
    id: 'getRequestText',
    method: 'GET',
    path: '/api/hubs/:hub/requests/:request/text',
    access: staff,
    summary: 'The message that a request was read from; null where it came another way',
    params: atHub.extend({ request: id }),
    out: z.object({ text: z.string().nullable() }),
  }),

  listStandingPickups: endpoint({
    id: 'listStandingPickups',
    method: 'GET',
    path: '/api/hubs/:hub/standing-pickups',
    access: staff,
    summary: 'Pickups that come again every week, those that have ended last',
    params: atHub,
    out: z.array(standingPickup),
  }),
  addStandingPickup: endpoint({
    id: 'addStandingPickup',
    method: 'POST',
    path: '/api/hubs/:hub/standing-pickups',
    access: desk,
    summary:
      'Add a pickup that comes again; its request is made when a day is first looked at, or at its midnight',
    params: atHub,
    body: standingDraft,
    out: standingPickup,
    status: 201,
    errors: bookingErrors,
  }),
  skipStandingDay: endpoint({
    id: 'skipStandingDay',
    method: 'POST',
    path: '/api/hubs/:hub/standing-pickups/:pickup/skips',
    access: desk,
    summary: 'Leave a day out; a request that was made for it is cancelled',
    params: atPickup,
    body: onDay,
    out: standingPickup,
    errors: ['STANDING_PICKUP_UNKNOWN', 'NOT_A_DAY_OF_IT'],
  }),
  unskipStandingDay: endpoint({
    id: 'unskipStandingDay',
    method: 'DELETE',
    path: '/api/hubs/:hub/standing-pickups/:pickup/skips/:date',
    access: desk,
    summary: 'Take a day that was left out back in',
    params: atPickup.extend({ date: localDate }),
    out: standingPickup,
    errors: ['STANDING_PICKUP_UNKNOWN'],
  }),
  endStandingPickup: endpoint({
    id: 'endStandingPickup',
    method: 'POST',
    path: '/api/hubs/:hub/standing-pickups/:pickup/end',
    access: desk,
    summary: 'Set its last day; requests that were made for later days are cancelled',
    params: atPickup,
    body: onDay,
    out: standingPickup,
    errors: ['STANDING_PICKUP_UNKNOWN'],
  }),

  bookByProgram: endpoint({
    id: 'bookByProgram',
    method: 'POST',
    path: '/api/requests',
    access: 'cooperative-key',
    summary:
      'Book a request with a cooperative’s key. Sent again under the same Idempotency-Key it is the same request',
    body: programDraft,
    out: request,
    status: 201,
    needsIdempotencyKey: true,
    errors: [...bookingErrors, 'REFERENCE_TAKEN', 'IDEMPOTENCY_KEY_MISSING', 'IDEMPOTENCY_KEY_REUSED'],
  }),
  listApiKeys: endpoint({
    id: 'listApiKeys',
    method: 'GET',
    path: '/api/hubs/:hub/api-keys',
    access: owners,
    summary: 'Keys of cooperatives’ programs, the newest first',
    params: atHub,
    out: z.array(apiKey),
  }),
  addApiKey: endpoint({
    id: 'addApiKey',
    method: 'POST',
    path: '/api/hubs/:hub/api-keys',
    access: owners,
    summary: 'Make a key; it is shown in this answer and never again',
    params: atHub,
    body: apiKeyDraft,
    out: z.object({ api_key: apiKey, key: z.string() }),
    status: 201,
    errors: ['COOPERATIVE_UNKNOWN'],
  }),
  revokeApiKey: endpoint({
    id: 'revokeApiKey',
    method: 'DELETE',
    path: '/api/hubs/:hub/api-keys/:key',
    access: owners,
    summary: 'End a key',
    params: atHub.extend({ key: id }),
    status: 204,
    errors: ['API_KEY_UNKNOWN'],
  }),

  listWebhooks: endpoint({
    id: 'listWebhooks',
    method: 'GET',
    path: '/api/hubs/:hub/webhooks',
    access: owners,
    summary: 'Where cooperatives’ programs are told what becomes of their requests',
    params: atHub,
    out: z.array(webhook),
  }),
  addWebhook: endpoint({
    id: 'addWebhook',
    method: 'POST',
    path: '/api/hubs/:hub/webhooks',
    access: owners,
    summary: 'Add a webhook; the secret that signs its calls is shown in this answer and never again',
    params: atHub,
    body: webhookDraft,
    out: z.object({ webhook, secret: z.string() }),
    status: 201,
    errors: ['COOPERATIVE_UNKNOWN', 'WEBHOOK_ADDRESS_REFUSED'],
  }),
  removeWebhook: endpoint({
    id: 'removeWebhook',
    method: 'DELETE',
    path: '/api/hubs/:hub/webhooks/:webhook',
    access: owners,
    summary: 'End a webhook; calls that wait are not made',
    params: atHub.extend({ webhook: id }),
    status: 204,
    errors: ['WEBHOOK_UNKNOWN'],
  }),
  listWebhookCalls: endpoint({
    id: 'listWebhookCalls',
    method: 'GET',
    path: '/api/hubs/:hub/webhook-calls',
    access: owners,
    summary: 'The last two hundred calls with their results, the newest first',
    params: atHub,
    out: z.array(webhookCall),
  }),
  retryWebhookCall: endpoint({
    id: 'retryWebhookCall',
    method: 'POST',
    path: '/api/hubs/:hub/webhook-calls/:call/retry',
    access: owners,
    summary: 'Make a call that was given up once more',
    params: atHub.extend({ call: id }),
    out: webhookCall,
    errors: ['WEBHOOK_CALL_UNKNOWN'],
  }),
} as const;
