import { z } from 'zod';
import { id, locale } from './basics.ts';
import { endpoint } from './endpoint.ts';
import { whatIf, whatIfDraft } from './what-if.ts';

const desk = ['dispatcher', 'manager', 'administrator'] as const;
const atHub = z.object({ hub: id });

/** What a span of days would have cost otherwise. Kept in memory only; nothing real changes. */
export const whatIfEndpoints = {
  startWhatIf: endpoint({
    id: 'startWhatIf',
    method: 'POST',
    path: '/api/hubs/:hub/what-ifs',
    access: desk,
    summary: 'Compute the days of a span with other prices, vehicles or cut-off; ends the one before',
    params: atHub,
    body: whatIfDraft,
    out: whatIf,
    status: 202,
    errors: ['HUB_UNKNOWN', 'DATES_REVERSED', 'SPAN_TOO_LONG', 'NOTHING_CHANGED'],
  }),
  getWhatIf: endpoint({
    id: 'getWhatIf',
    method: 'GET',
    path: '/api/hubs/:hub/what-ifs/:whatIf',
    access: desk,
    summary: 'How far it is, with the days that are computed so far',
    params: atHub.extend({ whatIf: id }),
    out: whatIf,
    errors: ['WHAT_IF_UNKNOWN'],
  }),
  exportWhatIf: endpoint({
    id: 'exportWhatIf',
    method: 'GET',
    path: '/api/hubs/:hub/what-ifs/:whatIf/export',
    access: desk,
    summary: 'What is computed so far as a table, week by week, CSV or XLSX, amounts in major units',
    params: atHub.extend({ whatIf: id }),
    query: z.object({ format: z.enum(['csv', 'xlsx']).default('xlsx'), locale: locale.default('en') }),
    kind: 'file',
    errors: ['HUB_UNKNOWN', 'WHAT_IF_UNKNOWN'],
  }),
  stopWhatIf: endpoint({
    id: 'stopWhatIf',
    method: 'DELETE',
    path: '/api/hubs/:hub/what-ifs/:whatIf',
    access: desk,
    summary: 'Stop it; what is computed stays to be seen',
    params: atHub.extend({ whatIf: id }),
    out: whatIf,
    errors: ['WHAT_IF_UNKNOWN'],
  }),
} as const;
