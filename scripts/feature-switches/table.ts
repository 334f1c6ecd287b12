import { markdownTable } from '../bench/docs-section.ts';
import type { FeatureSwitch } from './feature-switch.ts';

/** The row of one feature in docs/planner-features.md. */
export function rowOf(
  { feature, field, vroomField, testFile, test }: FeatureSwitch,
  hasFailed: boolean,
): string[] {
  const code = (names: string) =>
    names
      .split(', ')
      .map((name) => (/^[\w.]+$/.test(name) ? `\`${name}\`` : name))
      .join(', ');
  return [
    feature,
    code(field),
    code(vroomField),
    `${testFile.replace('.test.ts', '')}: ${test}`,
    hasFailed ? 'yes' : 'NO',
  ];
}

export function tableOf(rows: readonly (readonly string[])[]): string {
  const headings = [
    'feature',
    'field of the model',
    "field in VROOM's format",
    'test',
    'seen to fail when switched off',
  ];
  return markdownTable(headings, rows);
}
