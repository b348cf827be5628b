// Writes what was measured: every sample as CSV, the summary as JSON, and the same for people as Markdown.
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { MainThreadCost } from './boot/main-thread.ts';
import type { MeasuredRow } from './boot/measure.ts';
import { samplesCsv } from './boot/samples-csv.ts';
import type { ShippedBytes } from './boot/shipped-bytes.ts';
import { rowTable, type SummarisedRow } from './boot/tables.ts';
import { describeTarget, type Target } from './boot/targets.ts';
import { type Machine, machineText } from './machine.ts';

/** The JSON of a run. */
export type BootSummary = {
  readonly machine: Machine;
  readonly quick: boolean;
  readonly rows: readonly SummarisedRow[];
  readonly mainThread?: readonly MainThreadCost[];
  readonly shipped?: ShippedBytes;
  readonly targets: readonly Target[];
};

const FOLDER = join(import.meta.dirname, 'results');
const BIOME = join(import.meta.dirname, '../node_modules/@biomejs/biome/bin/biome');

export function resultsMarkdown({ machine, rows, targets, quick }: BootSummary): string {
  const note = quick ? 'A quick run: it shows that everything works, not how fast.\n\n' : '';
  return `${[
    `# Boot benchmark\n\n${note}${machineText(machine)}`,
    ...rows.map(rowTable),
    ...(targets.length > 0 ? [`## Targets\n\n${targets.map(describeTarget).join('\n')}`] : []),
  ].join('\n\n')}\n`;
}

/** Returns the path of the Markdown file in the project. */
export async function writeResults(
  summary: BootSummary,
  samples: readonly MeasuredRow[],
  name: string,
): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  const path = (ending: string) => join(FOLDER, `${name}.${ending}`);
  await writeFile(path('json'), JSON.stringify(summary, null, 2));
  await promisify(execFile)(process.execPath, [
    BIOME,
    'format',
    '--write',
    '--no-errors-on-unmatched',
    path('json'),
  ]);
  await writeFile(path('csv'), samplesCsv(samples));
  await writeFile(path('md'), resultsMarkdown(summary));
  return `bench/results/${name}.md`;
}

/** The summary of the last whole run; undefined where there was none. */
export async function readResults(name: string): Promise<BootSummary | undefined> {
  try {
    return JSON.parse(await readFile(join(FOLDER, `${name}.json`), 'utf8')) as BootSummary;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
