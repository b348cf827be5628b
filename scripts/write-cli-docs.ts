// Writes docs/cli.md from the program: tsx scripts/write-cli-docs.ts
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderDocs } from '../src/cli/docs/render-docs.ts';

await writeFile(join(import.meta.dirname, '../docs/cli.md'), await renderDocs());
