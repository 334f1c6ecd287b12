/**
 * Switches each feature off in the search, in a copy outside the repository, and sees its test fail.
 * usage: npx tsx scripts/feature-switches.ts [--write] [WORD]
 * --write: the table into docs/planner-features.md; WORD: only features whose name has it.
 */
import { fileURLToPath } from 'node:url';
import { writeDocsSection } from './bench/docs-section.ts';
import { featureSwitches } from './feature-switches/all-switches.ts';
import { runSwitches } from './feature-switches/run-switches.ts';
import { rowOf, tableOf } from './feature-switches/table.ts';

const document = fileURLToPath(new URL('../docs/planner-features.md', import.meta.url));
const words = process.argv.slice(2).filter((option) => option !== '--write');
const isWritten = process.argv.includes('--write');
if (isWritten && words.length > 0) throw new Error('--write is for all features at once');

const chosen = featureSwitches.filter(({ feature }) => words.every((word) => feature.includes(word)));
const results = await runSwitches(chosen, ({ feature, hasFailed, message }) =>
  console.error(`${hasFailed ? 'fails' : 'DOES NOT FAIL'}: ${feature.feature}: ${message}`),
);
const table = tableOf(results.map(({ feature, hasFailed }) => rowOf(feature, hasFailed)));
console.log(table);
if (isWritten) writeDocsSection(document, 'features', table);
if (results.some(({ hasFailed }) => !hasFailed)) process.exitCode = 1;
