import { z } from 'zod';
import { id, localDate } from './basics.ts';
import { endpoint } from './endpoint.ts';
import { newWeighIn, receivingDay } from './receiving.ts';

const staff = ['receiver', 'dispatcher', 'manager', 'administrator'] as const;
const atHub = z.object({ hub: id });

/** What comes to the hub, and what is weighed there. */
export const receivingEndpoints = {
  getReceiving: endpoint({
    id: 'getReceiving',
    method: 'GET',
    path: '/api/hubs/:hub/receiving',
    access: staff,
    summary: 'What comes to the hub on a day, when, and what was weighed of it',
    params: atHub,
    query: z.object({ date: localDate }),
    out: receivingDay,
    errors: ['HUB_UNKNOWN'],
  }),
  weighIn: endpoint({
    id: 'weighIn',
    method: 'POST',
    path: '/api/hubs/:hub/receiving',
    access: staff,
    summary: 'Write down what was weighed and counted at the hub; a correction is another entry',
    params: atHub,
    body: newWeighIn,
    out: receivingDay,
    status: 201,
    errors: ['HUB_UNKNOWN', 'REQUEST_UNKNOWN', 'DAY_SETTLED', 'WEIGHED_BY_OTHER'],
  }),
} as const;
