// The comparison in docs/boot.md as text: one row for each fault, between two markers.
import type { ObservedBoot } from './faults/observed-boot.ts';
import { type BootWithFlexLoader, PATIENCE_MS } from './flex/boot-with-flex-loader.ts';

const BEGIN = '<!-- boot table: written by scripts/write-boot-table.ts -->';
const END = '<!-- end of boot table -->';
const HEAD = [
  "| fault | Plugboard: up | after | code | Flex UI's own loader: up | after |",
  '|---|---|---|---|---|---|',
];

export type MeasuredRow = {
  readonly title: string;
  readonly startable: number;
  readonly plugboard: ObservedBoot;
  readonly flex: BootWithFlexLoader;
};

/** Puts the table into the document. Throws where the markers are missing. */
export function replaceTable(document: string, rows: readonly MeasuredRow[]): string {
  const [before, , after] = partsOf(document);
  return [before, BEGIN, '', ...HEAD, ...rows.map(rowText), '', END, after].join('\n');
}

/** The faults that the document's table has a row for, in order. */
export function titlesIn(document: string): string[] {
  const lines = partsOf(document)[1]
    .split('\n')
    .filter((line) => line.startsWith('| '));
  return lines.slice(1).map((line) => line.split(' | ')[0]?.slice(2) ?? '');
}

function rowText({ title, startable, plugboard, flex }: MeasuredRow): string {
  const up = (loaded: readonly string[]) => `${loaded.length} of ${startable}`;
  const codes = plugboard.codes.map((code) => `\`${code}\``).join(', ');
  return `| ${[
    title,
    up(plugboard.up),
    duration(plugboard.tookMs),
    codes || '-',
    up(flex.up),
    duration(flex.tookMs),
  ].join(' | ')} |`;
}

function duration(ms: number | undefined): string {
  if (ms === undefined) return `still waiting after ${PATIENCE_MS / 1000} s`;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function partsOf(document: string): [before: string, table: string, after: string] {
  const [before, rest] = document.split(`\n${BEGIN}\n`);
  const [table, after] = rest?.split(`\n${END}\n`) ?? [];
  if (before === undefined || table === undefined || after === undefined) {
    throw new Error(`The document lacks the lines ${BEGIN} and ${END}.`);
  }
  return [before, table, after];
}
