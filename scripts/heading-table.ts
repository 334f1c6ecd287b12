import type { Headings } from '#server/services/list-import/headings.ts';

/** The Markdown table of docs/lists.md that lists all headings of a list, between its markers. */
export function headingTable(name: string, table: Readonly<Record<string, Headings>>): string {
  const rows = Object.entries(table).map(
    ([column, { en, vi, zh, id }]) =>
      `| \`${column}\` | ${[en, vi, zh, id].map((words) => words.join(', ')).join(' | ')} |`,
  );
  return [
    `<!-- headings of ${name}: made by scripts/make-schemas.ts -->`,
    '| Column | English | Vietnamese | Chinese | Indonesian |',
    '|---|---|---|---|---|',
    ...rows,
    `<!-- end of headings of ${name} -->`,
  ].join('\n');
}
