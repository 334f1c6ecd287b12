import { z } from 'zod';
import { booking, bookingSettings, memberLink } from '#server/contract/booking.ts';
import { cooperative, member } from '#server/contract/cooperative.ts';
import { desk, planFigures, planStep, proposal, scenario, stepDone } from '#server/contract/desk.ts';
import { deskPlan, edit } from '#server/contract/edit.ts';
import type { Endpoint } from '#server/contract/endpoint.ts';
import { errorMeanings } from '#server/contract/errors.ts';
import { loggedEvent, solveProgress } from '#server/contract/event.ts';
import { driver, fleetVehicle, vehicleType } from '#server/contract/fleet.ts';
import { hub, hubSettings, placeHit, product, region } from '#server/contract/hub.ts';
import { importPreview } from '#server/contract/list-import.ts';
import { dayMoney, ledgerEntry, runActual } from '#server/contract/money.ts';
import { session, user } from '#server/contract/people.ts';
import { planDocument } from '#server/contract/plan.ts';
import { problem } from '#server/contract/problem.ts';
import { publication } from '#server/contract/publication.ts';
import { baseline, fuelPrice, rateCard, rateTerms } from '#server/contract/rates.ts';
import { receivingDay } from '#server/contract/receiving.ts';
import { quote } from '#server/contract/quote.ts';
import { apiKey, webhook, webhookCall } from '#server/contract/program.ts';
import { request } from '#server/contract/request.ts';
import { standingPickup } from '#server/contract/standing.ts';
import { whatIf } from '#server/contract/what-if.ts';
import { vroomFailure } from '#server/contract/vroom.ts';
import { memberCookie, staffCookie } from './cookie.ts';
import { hasJsonBody } from './handle.ts';

type Json = Record<string, unknown>;

/** Schemas that get a name of their own; every other one is named after its endpoint. */
const shared = {
  Problem: problem,
  Session: session,
  User: user,
  Hub: hub,
  HubSettings: hubSettings,
  Region: region,
  Product: product,
  PlaceHit: placeHit,
  Request: request,
  StandingPickup: standingPickup,
  ApiKey: apiKey,
  Webhook: webhook,
  WebhookCall: webhookCall,
  Vehicle: fleetVehicle,
  VehicleType: vehicleType,
  Driver: driver,
  Cooperative: cooperative,
  Member: member,
  Booking: booking,
  Quote: quote,
  BookingSettings: bookingSettings,
  MemberLink: memberLink,
  ImportPreview: importPreview,
  ReceivingDay: receivingDay,
  Plan: planDocument,
  LoggedEvent: loggedEvent,
  SolveProgress: solveProgress,
  VroomFailure: vroomFailure,
  Desk: desk,
  Arrangement: deskPlan,
  Edit: edit,
  Step: planStep,
  StepDone: stepDone,
  PlanFigures: planFigures,
  Scenario: scenario,
  Proposal: proposal,
  Publication: publication,
  RateCard: rateCard,
  RateTerms: rateTerms,
  FuelPrice: fuelPrice,
  VillageBaseline: baseline,
  DayMoney: dayMoney,
  LedgerEntry: ledgerEntry,
  RunActual: runActual,
  WhatIf: whatIf,
};

/** This API as an OpenAPI 3.1 document, from the same endpoints and schemas that serve it. */
export function makeOpenApi(
  endpoints: Readonly<Record<string, Endpoint>>,
  about: { version: string; publicUrl: string | null },
): Json {
  const list = Object.values(endpoints);
  const paths: Record<string, Json> = {};
  for (const endpoint of list) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hubward',
      version: about.version,
      description: 'Rural logistics and farm-to-hub pickup planning.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: about.publicUrl ?? '/' }],
    paths,
    components: {
      schemas: componentSchemas(list),
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: staffCookie.name,
          description: 'Set by signing in. Writing calls that carry it need an Origin header of this server.',
        },
        member: {
          type: 'apiKey',
          in: 'cookie',
          name: memberCookie.name,
          description: 'Set by tapping the link that was sent to a member of a cooperative.',
        },
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'VROOM_API_KEY of the server; where it has none, its own machine calls without.',
        },
        cooperativeKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key that the hub made for the cooperative.',
        },
        phone: {
          type: 'http',
          scheme: 'bearer',
          description: 'The key that a driver’s phone made for itself and gave when it was bound to a run.',
        },
      },
    },
  };
}

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'A name of your own for the call; sent again under it, nothing more is booked.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

function operation(endpoint: Endpoint): Json {
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    security: securityOf(endpoint),
    ...(typeof endpoint.access === 'string' ? {} : { 'x-roles': endpoint.access }),
    parameters: [
      ...parameters(endpoint.params, 'path'),
      ...parameters(endpoint.query, 'query'),
      ...(endpoint.needsIdempotencyKey ? [idempotencyKey] : []),
    ],
    ...requestBody(endpoint),
    responses: { ...goodAnswer(endpoint), ...problemAnswers(endpoint) },
  };
}

function securityOf({ access }: Endpoint): Json[] {
  if (access === 'anybody') return [];
  if (access === 'member') return [{ member: [] }];
  if (access === 'cooperative-key') return [{ cooperativeKey: [] }];
  if (access === 'phone') return [{ phone: [] }];
  return [access === 'api-key' ? { apiKey: [] } : { session: [] }];
}

function parameters(schema: z.ZodType, where: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = inputSchema(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}

function requestBody(endpoint: Endpoint): Json {
  if (endpoint.bodyKind === 'bytes') {
    return { requestBody: { required: true, content: { 'application/octet-stream': {} } } };
  }
  if (!hasJsonBody(endpoint) && endpoint.bodyKind !== 'unread-json') return {};
  const schema = inputSchema(endpoint.body);
  return { requestBody: { required: true, content: { 'application/json': { schema } } } };
}

function goodAnswer(endpoint: Endpoint): Json {
  const description = endpoint.summary;
  if (endpoint.status === 204) return { 204: { description } };
  if (endpoint.kind === 'stream') {
    const schema = ref(answerName(endpoint));
    return { 200: { description, content: { 'text/event-stream': { schema } } } };
  }
  if (endpoint.kind === 'file') {
    return {
      200: { description, content: { [endpoint.fileType]: {} } },
      204: { description: 'Empty' },
      304: { description: 'Unchanged since the tag of If-None-Match' },
    };
  }
  return {
    [endpoint.status]: {
      description,
      content: { 'application/json': { schema: ref(answerName(endpoint)) } },
    },
  };
}

function problemAnswers(endpoint: Endpoint): Json {
  const byStatus = new Map<number, string[]>();
  for (const code of new Set([...commonCodes(endpoint), ...endpoint.errors])) {
    const status = errorMeanings[code]?.status ?? 500;
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const answers = [...byStatus].map(([status, codes]) => [
    status,
    {
      description: codes.map((code) => `${code}: ${errorMeanings[code]?.title}`).join('; '),
      content: failureContent(endpoint, codes),
    },
  ]);
  return Object.fromEntries(answers);
}

/** VROOM's own codes are few; ours say more of what may be behind them. */
function failureContent({ failure }: Endpoint, codes: readonly string[]): Json {
  if (failure === 'vroom') {
    return { 'application/json': { schema: { allOf: [ref('VroomFailure'), { 'x-codes': codes }] } } };
  }
  const schema = { allOf: [ref('Problem'), { properties: { code: { enum: codes } } }] };
  return { 'application/problem+json': { schema } };
}

function commonCodes(endpoint: Endpoint): string[] {
  return [
    ...(endpoint.failure === 'vroom' ? [] : ['INPUT_INVALID']),
    ...accessCodes(endpoint),
    ...(endpoint.method === 'GET' ? [] : ['ORIGIN_REFUSED']),
    ...(endpoint.path.includes('/:hub') ? ['HUB_UNKNOWN'] : []),
    ...(hasJsonBody(endpoint) || endpoint.bodyKind === 'bytes' ? ['BODY_TOO_LARGE'] : []),
    'TOO_MANY_TRIES',
    'INTERNAL',
    'SHUTTING_DOWN',
  ];
}

function accessCodes({ access }: Endpoint): string[] {
  if (access === 'anybody') return [];
  if (access === 'member') return ['NOT_SIGNED_IN'];
  if (access === 'cooperative-key') return ['COOPERATIVE_KEY_WRONG'];
  if (access === 'phone') return ['PHONE_UNKNOWN'];
  return access === 'api-key' ? ['API_KEY_WRONG'] : ['NOT_SIGNED_IN', 'NOT_ALLOWED'];
}

/** A schema that is shared already keeps its name, so that clients made from this share a type. */
function answerName(endpoint: Endpoint): string {
  const known = Object.entries(shared).find(([, schema]) => schema === endpoint.out);
  return known?.[0] ?? `${endpoint.id}Answer`;
}

function componentSchemas(list: readonly Endpoint[]): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(shared)) registry.add(schema, { id });
  for (const endpoint of list) {
    const isWritten = endpoint.status !== 204 && endpoint.kind !== 'file';
    if (isWritten && !registry.has(endpoint.out)) registry.add(endpoint.out, { id: answerName(endpoint) });
  }
  const { schemas } = z.toJSONSchema(registry, {
    io: 'output',
    uri: (id) => `#/components/schemas/${id}`,
    // Answers may gain fields; a client must not take that for an error.
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)]));
}

function inputSchema(schema: z.ZodType): z.core.JSONSchema.JSONSchema {
  return bare(z.toJSONSchema(schema, { io: 'input' }));
}

/** OpenAPI 3.1 states the dialect for the whole document, and places ids by path. */
function bare(schema: z.core.JSONSchema.JSONSchema): z.core.JSONSchema.JSONSchema {
  const { $schema: _dialect, $id: _id, ...rest } = schema;
  return rest;
}

function ref(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}
