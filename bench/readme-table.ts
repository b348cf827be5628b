// The benchmark's part of the README, between two comments.
import { rowTitle, type VisitName } from './boot/row.ts';
import type { SummarisedRow } from './boot/tables.ts';
import { stageTable } from './flex-ui/stage-summary.ts';
import { machineText } from './machine.ts';
import type { BootSummary } from './results.ts';

const BEGIN = '<!-- boot benchmark: written by bench/write-tables.ts -->';
const END = '<!-- end of boot benchmark -->';
const COLUMNS: readonly (readonly [VisitName, string])[] = [
  ['cold', 'first visit'],
  ['warm', 'second'],
  ['hot', 'third'],
];

/** Ratios only: milliseconds are those of one machine, and stand in bench/results/. */
export function readmeText({ machine, rows, stage }: BootSummary): string {
  const stages = stage ? [stageTable(stage)] : [];
  return [...rows.map(ratioTable), ...stages, machineText(machine)].join('\n\n');
}

/** What stands between the comments; undefined where there is none of them. */
export function textIn(document: string): string | undefined {
  return partsOf(document)?.[1];
}

/** Throws where the comments are missing. */
export function replaceText(document: string, text: string): string {
  const parts = partsOf(document);
  if (!parts) throw new Error(`The document lacks the lines ${BEGIN} and ${END}.`);
  const [before, , after] = parts;
  return `${before}${BEGIN}\n\n${text}\n\n${END}${after}`;
}

function ratioTable({ row, cells }: SummarisedRow): string {
  const contenders = [...new Set(cells.map(({ contender }) => contender))];
  const lines = contenders.map((contender) => {
    const ratios = COLUMNS.map(([visit]) => {
      const cell = cells.find((it) => it.contender === contender && it.visit === visit);
      return cell?.ratio?.median.toFixed(2) ?? '-';
    });
    return `| ${contender} | ${ratios.join(' | ')} |`;
  });
  const head = `| ${rowTitle(row)} | ${COLUMNS.map(([, title]) => title).join(' | ')} |`;
  return [head, `|---|${COLUMNS.map(() => '---:').join('|')}|`, ...lines].join('\n');
}

function partsOf(document: string): [before: string, text: string, after: string] | undefined {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin === -1 || end < begin) return undefined;
  const text = document.slice(begin + BEGIN.length, end).trim();
  return [document.slice(0, begin), text, document.slice(end + END.length)];
}
