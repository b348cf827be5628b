// Writes docs/cli.md from the program: npx tsx scripts/write-cli-docs.mjs
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderDocs } from '../src/cli/docs/render-docs.ts';

await writeFile(join(import.meta.dirname, '../docs/cli.md'), await renderDocs());
