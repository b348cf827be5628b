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
import { type StageSummary, stageTable } from './flex-ui/stage-summary.ts';
import { type Machine, machineText } from './machine.ts';

/** The JSON of a run. */
export type BootSummary = {
  readonly machine: Machine;
  readonly quick: boolean;
  readonly rows: readonly SummarisedRow[];
  readonly mainThread?: readonly MainThreadCost[];
  readonly shipped?: ShippedBytes;
  readonly stage?: StageSummary;
  readonly targets: readonly Target[];
};

const FOLDER = join(import.meta.dirname, 'results');
const BIOME = join(import.meta.dirname, '../node_modules/@biomejs/biome/bin/biome');

export function resultsMarkdown({ machine, rows, stage, targets, quick }: BootSummary): string {
  const note = quick ? 'A quick run: it shows that everything works, not how fast.\n\n' : '';
  return `${[
    `# Boot benchmark\n\n${note}${machineText(machine)}`,
    ...rows.map(rowTable),
    ...(stage ? [stageTable(stage)] : []),
    ...(targets.length > 0 ? [`## Targets\n\n${targets.map(describeTarget).join('\n')}`] : []),
  ].join('\n\n')}\n`;
}

/** Returns the path of the Markdown file in the project. */
export async function writeBootResults(
  summary: BootSummary,
  samples: readonly MeasuredRow[],
  name: string,
): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(pathOf(name, 'csv'), samplesCsv(samples));
  return writeResults(name, summary, resultsMarkdown(summary));
}

/** Writes the JSON of a run and what people read of it; returns the path of the latter in the project. */
export async function writeResults(
  name: string,
  summary: object,
  markdown: string,
): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  const json = pathOf(name, 'json');
  await writeFile(json, JSON.stringify(summary, null, 2));
  await promisify(execFile)(process.execPath, [
    BIOME,
    'format',
    '--write',
    '--no-errors-on-unmatched',
    json,
  ]);
  await writeFile(pathOf(name, 'md'), markdown);
  return `bench/results/${name}.md`;
}

function pathOf(name: string, ending: string): string {
  return join(FOLDER, `${name}.${ending}`);
}

/** The summary of the last whole run; undefined where there was none. */
export async function readResults(name: string): Promise<BootSummary | undefined> {
  try {
    return JSON.parse(await readFile(pathOf(name, 'json'), 'utf8')) as BootSummary;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
