import { z } from 'zod';
import { localDate } from './basics.ts';

const importedRow = z.object({
  row: z.int(),
  /** The fields as understood, by canonical column name. */
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

/** What an uploaded list would do. Nothing is written unless `errors` is empty and the caller commits. */
export const importPreview = z.object({
  kind: z.enum(['requests', 'fleet', 'actuals']),
  rows: z.int(),
  /** The shop whose export of orders it is, one request for each product and place; absent: it is a list of requests. */
  shop: z.string().optional(),
  delimiter: z.enum([',', ';', '\t', 'xlsx']),
  /** Heading in the file → canonical column, null where not recognised. */
  columns: z.array(
    z.object({
      heading: z.string(),
      column: z.string().nullable(),
      /** How the column's numbers or dates were read ("1.234,5", "dd/mm/yyyy"); null where it made no difference. */
      format: z.string().nullable().optional(),
    }),
  ),
  formats: z.object({ decimal: z.enum([',', '.']).nullable(), date: z.string().nullable() }),
  sample: z.array(importedRow),
  errors: z.array(
    z.object({
      row: z.int(),
      column: z.string().optional(),
      code: z.string(),
      message: z.string(),
      action: z.string(),
    }),
  ),
  warnings: z.array(
    z.object({ row: z.int(), column: z.string().optional(), code: z.string(), message: z.string() }),
  ),
  committed: z.boolean(),
});
export type ImportPreview = z.infer<typeof importPreview>;

export const importQuery = z.object({
  date: localDate,
  filename: z.string().max(200),
  /** Where the parcels of a shop's orders are, where its export does not say. */
  place: z.string().trim().max(200).optional(),
  /** false (default): preview only. */
  commit: z.stringbool().default(false),
});
