import { z } from 'zod';
import { id, localDate } from './basics.ts';
import { endpoint } from './endpoint.ts';
import { publication, publishOrder, withdrawOrder } from './publication.ts';

const deskRoles = ['dispatcher', 'manager', 'administrator'] as const;
const staff = ['receiver', ...deskRoles] as const;
const atHub = z.object({ hub: id });

/** How a plan leaves the desk. */
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
    errors: ['PLAN_UNKNOWN', 'RUN_UNKNOWN', 'EDIT_CONFLICT', 'NOTHING_TO_PUBLISH'],
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
} as const;
