// Runs every fault in the real Flex UI, with Plugboard and with Flex UI's own loader, and writes docs/boot.md's table.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MeasuredRow, replaceTable } from '../test/browser/boot-table.ts';
import { BOOT_ROWS, type BootRow } from '../test/browser/faults/boot-rows.ts';
import { bootInFlex } from '../test/browser/flex/boot-in-flex.ts';
import { bootWithFlexLoader } from '../test/browser/flex/boot-with-flex-loader.ts';
import { type FlexLab, openFlexLab } from '../test/browser/flex/flex-lab.ts';
import prepare from '../test/browser/prepare.ts';
import { chromiumLaunchOptions } from './launch-options.ts';

const DOCUMENT = join(import.meta.dirname, '../docs/boot.md');
/** Most rows wait, for a deadline or for ever. */
const LABS = 3;

await prepare();
const launchOptions = await chromiumLaunchOptions();
const todo = [...BOOT_ROWS];
const measured = new Map<string, MeasuredRow>();
await Promise.all(Array.from({ length: LABS }, measureRows));
requireHealthyBaseline();
const rows = BOOT_ROWS.flatMap(({ title }) => measured.get(title) ?? []);
await writeFile(DOCUMENT, replaceTable(await readFile(DOCUMENT, 'utf8'), rows));

/** Takes one row after the other until none is left. */
async function measureRows(): Promise<void> {
  const lab = await openFlexLab(launchOptions);
  try {
    for (let row = todo.shift(); row; row = todo.shift()) {
      measured.set(row.title, await measureRow(row, lab));
      console.log(`${measured.size}/${BOOT_ROWS.length} ${row.title}`);
    }
  } finally {
    await lab.close();
  }
}

async function measureRow(row: BootRow, lab: FlexLab): Promise<MeasuredRow> {
  return {
    title: row.title,
    startable: row.startable.length,
    plugboard: await bootInFlex(row, lab),
    flex: await bootWithFlexLoader(row, lab),
  };
}

/** A comparison says nothing unless both loaders do well where nothing is wrong. */
function requireHealthyBaseline(): void {
  const { startable = 0, plugboard, flex } = measured.get('none') ?? {};
  if (plugboard?.up.length === startable && flex?.up.length === startable && flex.tookMs) return;
  throw new Error('Without any fault one of the loaders did not start both plugins.');
}
