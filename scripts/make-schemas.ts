import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { planDocument } from '#server/contract/plan.ts';
import {
  actualHeadings,
  fleetHeadings,
  requestHeadings,
  type Headings,
} from '#server/services/list-import/headings.ts';
import { headingTable } from './heading-table.ts';
import { fleetRow, requestRow } from './list-row-schemas.ts';

/** The documents that are made from code, by path from the repository's root. */
export function makeDocuments(): Map<string, string> {
  return new Map([
    ['docs/schemas/plan.schema.json', schemaText('plan', planDocument)],
    ['docs/schemas/requests.schema.json', schemaText('requests', requestRow)],
    ['docs/schemas/fleet.schema.json', schemaText('fleet', fleetRow)],
    ['docs/lists.md', withHeadings(readFileSync(fileOf('docs/lists.md'), 'utf8'))],
  ]);
}

/** What a writer of the file must keep to: defaults are optional, unknown keys are refused where the schema is strict. */
function schemaText(name: string, schema: z.ZodType): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return `${JSON.stringify({ $schema, title: `Hubward ${name}`, ...rest }, null, 2)}\n`;
}

function withHeadings(document: string): string {
  const tables: Record<string, Readonly<Record<string, Headings>>> = {
    requests: requestHeadings,
    fleet: fleetHeadings,
    actuals: actualHeadings,
  };
  let text = document;
  for (const [name, table] of Object.entries(tables)) {
    const from = text.indexOf(`<!-- headings of ${name}:`);
    const endMark = `<!-- end of headings of ${name} -->`;
    const to = text.indexOf(endMark);
    if (from < 0 || to < from)
      throw new Error(`docs/lists.md has lost its marks around the headings of ${name}`);
    text = text.slice(0, from) + headingTable(name, table) + text.slice(to + endMark.length);
  }
  return text;
}

function fileOf(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [path, text] of makeDocuments()) {
    mkdirSync(dirname(fileOf(path)), { recursive: true });
    writeFileSync(fileOf(path), text);
    console.log(path);
  }
}
