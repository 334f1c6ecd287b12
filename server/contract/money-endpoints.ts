import { z } from 'zod';
import { id, localDate } from './basics.ts';
import { endpoint } from './endpoint.ts';
import { importPreview, importQuery } from './list-import.ts';
import { dayMoney, ledgerEntry, newEntry, runActual, shareBasis, weighing } from './money.ts';

const deskRoles = ['dispatcher', 'manager', 'administrator'] as const;
const staff = ['receiver', ...deskRoles] as const;
const atHub = z.object({ hub: id });
const noPlan = ['PLAN_UNKNOWN', 'NO_VEHICLES', 'HUB_NOT_ON_ROAD', 'ROUTING_UNAVAILABLE'] as const;

/** What days cost, and who pays. */
export const moneyEndpoints = {
  getDayMoney: endpoint({
    id: 'getDayMoney',
    method: 'GET',
    path: '/api/hubs/:hub/money',
    access: staff,
    summary: 'What a day cost, planned and actual, who bears it, and what is paid',
    params: atHub,
    query: z.object({ date: localDate }),
    out: dayMoney,
    errors: noPlan,
  }),
  noteActuals: endpoint({
    id: 'noteActuals',
    method: 'POST',
    path: '/api/hubs/:hub/money/actuals',
    access: staff,
    summary: 'Note what came of runs and what was weighed; each is written over, the others stay',
    params: atHub,
    body: z.object({
      date: localDate,
      runs: z.array(runActual).max(1_000).default([]),
      weighings: z.array(weighing).max(20_000).default([]),
    }),
    out: dayMoney,
    errors: [...noPlan, 'DAY_SETTLED', 'RUN_UNKNOWN', 'REQUEST_UNKNOWN'],
  }),
  importActuals: endpoint({
    id: 'importActuals',
    method: 'POST',
    path: '/api/hubs/:hub/money/actuals/import',
    access: staff,
    summary: 'Preview or import what came of a day (CSV or XLSX bytes); all rows or none',
    params: atHub,
    query: importQuery,
    bodyKind: 'bytes',
    out: importPreview,
    errors: [...noPlan, 'LIST_UNREADABLE', 'LIST_HAS_ERRORS', 'DAY_SETTLED'],
  }),
  settleDay: endpoint({
    id: 'settleDay',
    method: 'POST',
    path: '/api/hubs/:hub/money/settle',
    access: deskRoles,
    summary: 'Close a day: what each request bears becomes an entry of the ledger, for good',
    params: atHub,
    body: z.object({
      date: localDate,
      basis: shareBasis,
      /** Of the plan that the caller saw. */
      edit_version: z.int(),
    }),
    out: dayMoney,
    errors: [...noPlan, 'DAY_SETTLED', 'EDIT_CONFLICT'],
  }),
  addLedgerEntry: endpoint({
    id: 'addLedgerEntry',
    method: 'POST',
    path: '/api/hubs/:hub/money/entries',
    access: deskRoles,
    summary:
      'Correct what a request of a settled day owes, or note a payment: another entry, nothing is changed',
    params: atHub,
    body: newEntry,
    out: dayMoney,
    status: 201,
    errors: ['DAY_NOT_SETTLED', 'REQUEST_UNKNOWN', ...noPlan],
  }),
  listLedger: endpoint({
    id: 'listLedger',
    method: 'GET',
    path: '/api/hubs/:hub/money/entries',
    access: deskRoles,
    summary: 'The ledger of days from the first to the last; 400 days at most',
    params: atHub,
    query: z.object({ from: localDate, until: localDate }),
    out: z.array(ledgerEntry),
    errors: ['HUB_UNKNOWN', 'DATES_REVERSED', 'SPAN_TOO_LONG'],
  }),
  exportLedger: endpoint({
    id: 'exportLedger',
    method: 'GET',
    path: '/api/hubs/:hub/money/ledger',
    access: deskRoles,
    summary: 'The ledger of days from the first to the last, as a table with amounts in major units',
    params: atHub,
    query: z.object({ from: localDate, until: localDate, format: z.enum(['csv', 'xlsx']).default('csv') }),
    kind: 'file',
    errors: ['HUB_UNKNOWN'],
  }),
} as const;
