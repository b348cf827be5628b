// Writes the benchmark's part of the README from the results of the last whole run: `tsx bench/write-tables.ts`.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readmeText, replaceText } from './readme-table.ts';
import { readResults } from './results.ts';

const README = join(import.meta.dirname, '../README.md');

const results = await readResults('boot');
if (!results) throw new Error('There are no results yet: npm run bench.');
const document = await readFile(README, 'utf8');
await writeFile(README, replaceText(document, readmeText(results)));
