import { z } from 'zod';
import { id, localDate } from './basics.ts';
import {
  desk,
  legRow,
  planFigures,
  planStep,
  proposal,
  restScope,
  scenario,
  stepDone,
  unassignedStop,
} from './desk.ts';
import { edit } from './edit.ts';
import { endpoint } from './endpoint.ts';

const deskRoles = ['dispatcher', 'manager', 'administrator'] as const;
const staff = ['receiver', ...deskRoles] as const;
const atHub = z.object({ hub: id });
const ofScenario = atHub.extend({ scenario: id });
/** The day's plan of record, or a scenario of it. */
const which = z.object({ date: localDate, scenario: id.optional() });
/** On which version of a plan something is done. */
const onVersion = z.object({
  date: localDate,
  scenario: id.nullable().default(null),
  edit_version: z.int(),
});
const unknownPlan = ['PLAN_UNKNOWN', 'SCENARIO_UNKNOWN', 'NO_VEHICLES', 'HUB_NOT_ON_ROAD'] as const;
const refused = [...unknownPlan, 'EDIT_CONFLICT', 'ROUTING_UNAVAILABLE'] as const;

/** What the dispatcher's desk does with a plan. */
export const deskEndpoints = {
  getDesk: endpoint({
    id: 'getDesk',
    method: 'GET',
    path: '/api/hubs/:hub/desk',
    access: staff,
    summary: 'A plan as edits change it, with the day’s stops and vehicles',
    params: atHub,
    query: which,
    out: desk,
    errors: [...unknownPlan, 'ROUTING_UNAVAILABLE'],
  }),
  /** For each profile, size² seconds, then size² metres: 32-bit integers, least byte first, row by row; −1: no way. */
  getDeskTables: endpoint({
    id: 'getDeskTables',
    method: 'GET',
    path: '/api/hubs/:hub/desk/tables',
    access: staff,
    summary: 'The legs between all places of a day’s desk, as bytes (gzip); under one key they never change',
    params: atHub,
    query: z.object({ date: localDate, key: z.string().max(100) }),
    kind: 'file',
    errors: ['TABLES_CHANGED', 'NO_VEHICLES', 'HUB_NOT_ON_ROAD', 'ROUTING_UNAVAILABLE'],
  }),
  getDeskPaths: endpoint({
    id: 'getDeskPaths',
    method: 'POST',
    path: '/api/hubs/:hub/desk/paths',
    access: staff,
    summary: 'The paths of legs, by rows of the desk’s tables; null where no road leads',
    params: atHub,
    body: z.object({ date: localDate, key: z.string().max(100), legs: z.array(legRow).max(500) }),
    out: z.array(z.array(z.tuple([z.number(), z.number()])).nullable()),
    errors: ['TABLES_CHANGED', 'NO_VEHICLES', 'HUB_NOT_ON_ROAD', 'ROUTING_UNAVAILABLE'],
  }),
  editPlan: endpoint({
    id: 'editPlan',
    method: 'POST',
    path: '/api/hubs/:hub/desk/edits',
    access: deskRoles,
    summary: 'Make an edit; what others changed since its version is kept where it touches other runs',
    params: atHub,
    body: onVersion.extend({ edit }),
    out: stepDone,
    errors: [...refused, 'EDIT_IMPOSSIBLE', 'VEHICLE_UNKNOWN'],
  }),
  undoEdit: endpoint({
    id: 'undoEdit',
    method: 'POST',
    path: '/api/hubs/:hub/desk/undo',
    access: deskRoles,
    summary: 'Take the last step back, whoever made it',
    params: atHub,
    body: onVersion,
    out: stepDone,
    errors: [...refused, 'NOTHING_TO_UNDO'],
  }),
  redoEdit: endpoint({
    id: 'redoEdit',
    method: 'POST',
    path: '/api/hubs/:hub/desk/redo',
    access: deskRoles,
    summary: 'Make the step again that was taken back last',
    params: atHub,
    body: onVersion,
    out: stepDone,
    errors: [...refused, 'NOTHING_TO_UNDO'],
  }),
  listEdits: endpoint({
    id: 'listEdits',
    method: 'GET',
    path: '/api/hubs/:hub/desk/edits',
    access: staff,
    summary: 'The steps of a plan’s history above a version, in their order',
    params: atHub,
    query: which.extend({ after: z.coerce.number().int().default(0) }),
    out: z.array(planStep),
  }),
  listScenarios: endpoint({
    id: 'listScenarios',
    method: 'GET',
    path: '/api/hubs/:hub/desk/scenarios',
    access: staff,
    summary: 'The scenarios of a day’s plan with what they come to, beside the plan of record',
    params: atHub,
    query: z.object({ date: localDate }),
    out: z.object({ record: planFigures, scenarios: z.array(scenario) }),
    errors: [...unknownPlan, 'ROUTING_UNAVAILABLE'],
  }),
  addScenario: endpoint({
    id: 'addScenario',
    method: 'POST',
    path: '/api/hubs/:hub/desk/scenarios',
    access: deskRoles,
    summary: 'Keep a copy of the plan of record, or of another scenario, under a name',
    params: atHub,
    body: z.object({
      date: localDate,
      name: z.string().trim().min(1).max(60),
      from: id.nullable().default(null),
    }),
    out: scenario,
    status: 201,
    errors: [...unknownPlan, 'NAME_TAKEN', 'ROUTING_UNAVAILABLE'],
  }),
  removeScenario: endpoint({
    id: 'removeScenario',
    method: 'DELETE',
    path: '/api/hubs/:hub/desk/scenarios/:scenario',
    access: deskRoles,
    summary: 'Throw a scenario away',
    params: ofScenario,
    query: z.object({ date: localDate }),
    status: 204,
    errors: ['SCENARIO_UNKNOWN'],
  }),
  adoptScenario: endpoint({
    id: 'adoptScenario',
    method: 'POST',
    path: '/api/hubs/:hub/desk/scenarios/:scenario/adopt',
    access: deskRoles,
    summary: 'Make the plan of record what the scenario is: one step, which can be undone',
    params: ofScenario,
    body: z.object({ date: localDate, /** Of the plan of record. */ edit_version: z.int() }),
    out: stepDone,
    errors: refused,
  }),
  planRest: endpoint({
    id: 'planRest',
    method: 'POST',
    path: '/api/hubs/:hub/desk/rest',
    access: deskRoles,
    summary: 'Optimise what is neither pinned nor locked, in the background; it ends with a proposal',
    params: atHub,
    body: restScope,
    out: z.object({ solve: id }),
    status: 202,
    errors: [...refused, 'SOLVE_RUNNING', 'NOTHING_TO_PLAN'],
  }),
  getProposal: endpoint({
    id: 'getProposal',
    method: 'GET',
    path: '/api/hubs/:hub/desk/proposals/:solve',
    access: staff,
    summary: 'What a solve proposes; its edit is accepted as any other is made',
    params: atHub.extend({ solve: id }),
    out: proposal,
    errors: ['PROPOSAL_UNKNOWN'],
  }),
  listUnassigned: endpoint({
    id: 'listUnassigned',
    method: 'GET',
    path: '/api/hubs/:hub/desk/unassigned',
    access: staff,
    summary: 'Why each stop is in no run of the plan as it stands, and the edits that would mend it',
    params: atHub,
    query: which,
    out: z.array(unassignedStop),
    errors: [...unknownPlan, 'ROUTING_UNAVAILABLE'],
  }),
} as const;
