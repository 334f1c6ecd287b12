import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '#server/contract/endpoint.ts';
import { endpoints } from '#server/contract/endpoints.ts';
import { errorMeanings } from '#server/contract/errors.ts';
import { routes } from '#server/http/routes.ts';
import { type ServedApp, serveApp } from './served.ts';

interface Operation {
  operationId: string;
  security: unknown[];
  parameters: { name: string; in: string; required: boolean; schema: Record<string, unknown> }[];
  requestBody?: { content: Record<string, { schema?: Record<string, unknown> }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: unknown }> }>;
}

interface Document {
  openapi: string;
  info: { version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
}

const all: Endpoint[] = Object.values(endpoints);
let app: ServedApp;
let document: Document;
beforeAll(async () => {
  app = await serveApp();
  document = await fetch(`${app.url}/api/openapi.json`).then((response) => response.json());
});
afterAll(() => app.close());

function operationOf(endpoint: Endpoint): Operation {
  const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
  const found = document.paths[path]?.[endpoint.method.toLowerCase()];
  if (found === undefined) throw new Error(`${endpoint.method} ${path} is not described`);
  return found;
}

it('every endpoint of the contract is served, and no other', () => {
  expect(routes.map((route) => route.endpoint.id).sort()).toEqual(Object.keys(endpoints).sort());
  for (const { endpoint } of routes) expect(all).toContain(endpoint);
});

describe('the OpenAPI document', () => {
  it('is of version 3.1 and names this version', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info.version).toBe('1.2.3');
  });

  it('describes every endpoint once, and no other', () => {
    const described = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(described.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(endpoints).sort());
  });

  it.each(all)('$id: has the parameters of its path, its body and its answers', (endpoint) => {
    const operation = operationOf(endpoint);
    const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
    expect(inPath.map(({ name }) => name)).toEqual(
      [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name),
    );
    expect(inPath.every(({ required }) => required)).toBe(true);
    for (const { schema } of operation.parameters) expect(schema['type']).toBeDefined();
    const needs = {
      anybody: [],
      'api-key': [{ apiKey: [] }],
      member: [{ member: [] }],
      'cooperative-key': [{ cooperativeKey: [] }],
      phone: [{ phone: [] }],
    } as Record<string, unknown>;
    expect(operation.security).toEqual(needs[String(endpoint.access)] ?? [{ session: [] }]);
    expect(operation.responses[String(endpoint.status)]).toBeDefined();
    for (const code of endpoint.errors) {
      const status = String(errorMeanings[code]?.status);
      expect(JSON.stringify(operation.responses[status])).toContain(`"${code}"`);
    }
  });

  it('has references that all lead to a schema, and names no schema in vain', () => {
    const text = JSON.stringify(document);
    const named = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, id]) => id));
    expect(text.match(/"\$ref"/g)?.length).toBe(text.match(/"\$ref":"#\/components\/schemas\/\w+"/g)?.length);
    for (const id of named) expect(document.components.schemas).toHaveProperty(id ?? '');
    // Progress comes as an event of the stream beside the logged ones.
    const unnamed = Object.keys(document.components.schemas).filter((id) => !named.has(id));
    expect(unnamed).toEqual([]);
  });

  it('shows input as it is sent and answers as they come', () => {
    const body = operationOf(endpoints.startSolve).requestBody?.content['application/json']?.schema;
    expect(body).toMatchObject({ required: ['date'], properties: { seconds: { default: 10 } } });
    const answer = operationOf(endpoints.listRequests).responses['200']?.content?.['application/json'];
    expect(answer?.schema).toEqual({ $ref: '#/components/schemas/listRequestsAnswer' });
    expect(document.components.schemas['listRequestsAnswer']).toMatchObject({
      type: 'array',
      items: { $ref: '#/components/schemas/Request' },
    });
    expect(operationOf(endpoints.events).responses['200']?.content).toHaveProperty('text/event-stream');
    expect(operationOf(endpoints.importFleet).requestBody?.content).toHaveProperty(
      'application/octet-stream',
    );
  });
});
