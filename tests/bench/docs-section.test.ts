import { expect, it } from 'vitest';
import { markdownTable, replaceSection } from '../../scripts/bench/docs-section.ts';

it('replaces what is between the markers of a section and nothing else', () => {
  const document = 'before\n<!-- a:begin -->\n\nold\n\n<!-- a:end -->\nafter\n';
  const expected = 'before\n<!-- a:begin -->\n\nnew\n\n<!-- a:end -->\nafter\n';
  expect(replaceSection(document, 'a', 'new\n')).toBe(expected);
  expect(replaceSection(expected, 'a', 'new')).toBe(expected);
  expect(() => replaceSection(document, 'b', 'new')).toThrow('there is no section b');
});

it('aligns columns of figures to the right', () => {
  expect(markdownTable(['name', 'cost:'], [['a', '1']])).toBe('| name | cost |\n|---|---:|\n| a | 1 |');
});
