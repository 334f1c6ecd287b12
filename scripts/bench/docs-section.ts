import { readFileSync, writeFileSync } from 'node:fs';

/** Puts text between `<!-- NAME:begin -->` and `<!-- NAME:end -->` of a Markdown file; throws where they are not there. */
export function writeDocsSection(file: string, name: string, text: string): void {
  writeFileSync(file, replaceSection(readFileSync(file, 'utf8'), name, text));
}

export function replaceSection(document: string, name: string, text: string): string {
  const begin = `<!-- ${name}:begin -->`;
  const end = `<!-- ${name}:end -->`;
  const from = document.indexOf(begin);
  const to = document.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`there is no section ${name}`);
  return `${document.slice(0, from + begin.length)}\n\n${text.trim()}\n\n${document.slice(to)}`;
}

/** A Markdown table; columns of figures are those whose heading ends with a colon, which is left out. */
export function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = `|${headings.map((heading) => (heading.endsWith(':') ? '---:' : '---')).join('|')}|`;
  return [line(headings.map((heading) => heading.replace(/:$/, ''))), rule, ...rows.map(line)].join('\n');
}
