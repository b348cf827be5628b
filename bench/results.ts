// Writes what was measured: every sample as JSON, and the same as Markdown.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MainThreadCost } from './boot/main-thread.ts';
import type { MeasuredRow } from './boot/measure.ts';
import type { ShippedBytes } from './boot/shipped-bytes.ts';
import { rowTable } from './boot/tables.ts';
import { describeTarget, type Target } from './boot/targets.ts';
import { type Machine, machineText } from './machine.ts';

export type BootResults = {
  readonly machine: Machine;
  readonly quick: boolean;
  readonly rows: readonly MeasuredRow[];
  readonly mainThread?: readonly MainThreadCost[];
  readonly shipped?: ShippedBytes;
  readonly targets: readonly Target[];
};

const FOLDER = join(import.meta.dirname, 'results');

export function resultsMarkdown({ machine, rows, targets, quick }: BootResults): string {
  const note = quick ? 'A quick run: it shows that everything works, not how fast.\n\n' : '';
  return [
    `# Boot benchmark\n\n${note}${machineText(machine)}`,
    ...rows.map(rowTable),
    ...(targets.length > 0 ? [`## Targets\n\n${targets.map(describeTarget).join('\n')}`] : []),
    '',
  ].join('\n\n');
}

/** A quick run does not overwrite the results of a whole one. */
export async function writeResults(results: BootResults, name: string): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, `${name}.json`), `${JSON.stringify(results, null, 1)}\n`);
  await writeFile(join(FOLDER, `${name}.md`), resultsMarkdown(results));
  return `bench/results/${name}.md`;
}
